using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;

namespace Busbar.Server.Cli;

/// <summary><c>busbar pairs list|show|pin|bar|forget</c></summary>
public sealed class PairCommands(Database database, CorrectPair correct, TimeProvider time)
{
    public Task<string> Run(CliRequest request)
    {
        request.Allow();
        return request.Verb switch
        {
            "list" => List(),
            "show" => Show(request),
            "pin" => Correct(request, PairVerdict.Pinned, "hang together, until either is unplugged"),
            "bar" => Correct(request, PairVerdict.Barred, "do not hang together, until either is unplugged"),
            "forget" => Correct(request, null, "are judged by what they tell again"),
            _ => throw new CliMistake($"There is no command 'pairs {request.Verb}'.\n\n{CliText.Help}"),
        };
    }

    private async Task<string> List()
    {
        var pairs = await database.Read(PairTable.All);
        return pairs.Count == 0 ? "No car is known to be plugged into a charger." : string.Join('\n', pairs.Select(pair => $"car {pair.CarId}  charger {pair.ChargerId}  since {Time(pair.Since)}  weight {Number(pair.Evidence.Weight)}"));
    }

    private Task<string> Show(CliRequest request) => database.Read(async db =>
    {
        if (await DeviceTable.Find(db, Id(request, 0, "DEVICE")) is not { MayPair: true } device) throw new CliMistake("pairs show needs the id of a car or charger.");
        var members = await HomeTable.Find(db, device.TenantId, device.UserId);
        var home = new Home(device.UserId, members.Where(member => member.IsCar).Select(member => member.ToDevice()), members.Where(member => !member.IsCar).Select(member => member.ToDevice()));
        var (pairs, words) = (await PairTable.OfUser(db, device.UserId), PairCorrection.InForce(await PairTable.Corrections(db, device.UserId), home));
        var lines = new List<string> { $"A pair is found from a weight of {Number(PairFinder.Enough)}, {Number(PairFinder.Margin)} ahead of every other that the car or the charger could be in, once both charge or neither does. Weights are natural logarithms." };
        foreach (var car in home.Cars)
            foreach (var charger in home.Chargers)
            {
                var found = pairs.FirstOrDefault(pair => pair.CarId == car.DeviceId && pair.ChargerId == charger.DeviceId);
                var evidence = PairFinder.Weigh(car, charger, words, time.GetUtcNow());
                lines.Add($"car {car.DeviceId}  charger {charger.DeviceId}  {(found is null ? "no pair" : $"a pair since {Time(found.Since)}, found at a weight of {Number(found.Evidence.Weight)}")}; now {Number(evidence.Weight)}");
                lines.AddRange(evidence.Facts.Select(fact => $"    {Number(fact.Weight),8}  {fact.Kind} {Number(fact.Number)}"));
            }
        foreach (var member in members.Where(member => member.Failures > 0))
            lines.Add($"car {member.Id}: {member.Failures} commands in a row came to nothing while it was not plugged in{(member.ClearedAt is { } at ? $"; its chargers are not counted on since {Time(at)}, until it is plugged in" : "")}");
        return string.Join('\n', lines);
    });

    private async Task<string> Correct(CliRequest request, PairVerdict? verdict, string outcome)
    {
        var (car, charger) = (Id(request, 0, "CAR"), Id(request, 1, "CHARGER"));
        return await correct.Correct(car, charger, verdict) is { } fault ? throw new CliMistake(fault.Message) : $"Car {car} and charger {charger} {outcome}.";
    }

    private static Guid Id(CliRequest request, int at, string what) =>
        request.Operands.Count > at && Guid.TryParse(request.Operands[at], out var id) ? id : throw new CliMistake($"pairs {request.Verb} needs the id of one {what}.");

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => $"{time:yyyy-MM-dd HH:mm:ss}Z";
}
