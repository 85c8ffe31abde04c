using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp;
using Busbar.Vendors.Ocpp.Desk;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Server.Cli;

/// <summary><c>busbar stations …</c>: looks after stations, and asks of them whatever OCPP 1.6 lets a back end ask.</summary>
public sealed class StationCommands(OcppOutlet outlet, TimeProvider time)
{
    private readonly StationDesk desk = outlet.Desk;

    public async Task<string> Run(CliRequest request)
    {
        StationUsage.Check(request);
        try
        {
            return StationText.Tame(await Answer(request));
        }
        catch (VendorFault fault)
        {
            throw new CliMistake(StationText.Tame(fault.Message) + (fault.MayHaveHappened ? " It may have been carried out all the same." : ""));
        }
    }

    private async Task<string> Answer(CliRequest request)
    {
        if (request.Verb == "list") return StationText.List(await desk.List());
        var station = await Find(request.Operands[0]);
        return request.Verb switch
        {
            "show" => StationText.Sheet((await desk.Show(station))!, time.GetUtcNow()),
            "parked" => StationText.Parked(await desk.Parked(station)),
            "tags" => await Tags(station, request),
            "password" => await Password(station, request),
            "list-send" => await SendList(station, request),
            "reserve" => await Reserve(station, request),
            "cancel-reservation" => await Unreserve(station, StationUsage.Number(request.Operands[1], "RESERVATION")),
            "diagnostics" => await Diagnostics(station, request),
            "firmware" => await Firmware(station, request),
            _ => await Ask(station, request),
        };
    }

    private async Task<Guid> Find(string name) => await desk.Find(name) switch
    {
        [var one] => one.Id,
        [] => throw new CliMistake($"There is no station '{name}'. busbar stations list shows them."),
        var several => throw new CliMistake($"'{name}' is a station of several tenants: write {string.Join(" or ", several.Select(line => $"{line.Tenant}/{line.Identity}"))}."),
    };

    private async Task<string> Ask(Guid station, CliRequest request)
    {
        var (call, words) = StationWords.Question(request);
        return words(await desk.Ask(station, call, CancellationToken.None));
    }

    private async Task<string> Tags(Guid station, CliRequest request)
    {
        var (tags, any) = (request.Operands.Skip(1).ToList(), request.Option("--any") is not null);
        if (any && tags.Count > 0) throw new CliMistake("Either tags, or --any.");
        if (any || tags.Count > 0) await desk.SetTags(station, any ? null : tags);
        return StationText.Tags(await desk.Tags(station));
    }

    private async Task<string> Password(Guid station, CliRequest request)
    {
        var now = request.Option("--now") is not null;
        var made = await desk.Password.Rotate(station, now, CancellationToken.None)
            ?? throw new CliMistake("Several new passwords wait for their first use, and the station may know any of them. With --now the new one is the only one.");
        if (made.Password is null)
            return $"The station has its new password{(made.Restart ? ", and uses it after its next restart" : "")}. {(now ? "The old one opens nothing any more." : "The old one opens it until then, for 7 days at most.")}";
        return $"""
            The station was not told: {made.Told!.Message}{(made.Told.MayHaveHappened ? " It may have taken it all the same." : "")}

            new password  {made.Password}

            Enter it at the station; it cannot be shown again. {(now ? "The old one opens nothing any more." : "The old one opens the station until the new one was used.")}
            """;
    }

    private async Task<string> SendList(Guid station, CliRequest request)
    {
        var (change, empty) = (request.Option("--change") is not null, request.Option("--empty") is not null);
        var tags = request.Operands.Skip(1).Select(word => word.Split('=', 2) is [var tag, var status] ? KeyValuePair.Create(tag, status == "-" ? null : status) : KeyValuePair.Create(word, (string?)"Accepted")).ToList();
        if (empty && (change || tags.Count > 0)) throw new CliMistake("An empty list has no tags and changes nothing: --empty stands alone.");
        if (!empty && tags.Count == 0) tags = [.. (await desk.Tags(station) ?? throw new CliMistake("Name the tags, or give --empty: the station has no tags of its own (stations tags).")).Select(tag => KeyValuePair.Create(tag, (string?)"Accepted"))];
        if (tags.GroupBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new CliMistake($"'{twice.Key}' stands there twice.");
        var sent = await desk.TagList.Send(station, StationUsage.Number(request, "--version"), whole: !change, tags, CancellationToken.None);
        return $"{sent.Status}: version {sent.Version}.";
    }

    private async Task<string> Reserve(Guid station, CliRequest request)
    {
        var until = StationUsage.Time(request, "--until", time.GetUtcNow()) ?? throw new CliMistake("reserve needs --until TIME.");
        var made = await desk.Reserve.Make(station, StationWords.Connector(request.Operands[1]), request.Operands[2], request.Option("--parent"), until, CancellationToken.None);
        return $"{made.Status}: reservation {made.Id}, until {StationText.Time(made.Until)}.";
    }

    private async Task<string> Unreserve(Guid station, int reservation)
    {
        await desk.Unreserve.End(station, reservation, CancellationToken.None);
        return "Accepted.";
    }

    private async Task<string> Diagnostics(Guid station, CliRequest request)
    {
        var now = time.GetUtcNow();
        var call = new GetDiagnostics(request.Operands[1], StationUsage.Time(request, "--from", now), StationUsage.Time(request, "--to", now),
            StationUsage.Number(request, "--retries"), StationUsage.Number(request, "--retry-seconds"));
        return await desk.Job.Diagnostics(station, call, CancellationToken.None) is { } file ? $"The station uploads {file}; 'stations show' tells how it goes." : "The station has nothing to upload.";
    }

    private async Task<string> Firmware(Guid station, CliRequest request)
    {
        var now = time.GetUtcNow();
        var call = new UpdateFirmware(request.Operands[1], StationUsage.Time(request, "--at", now) ?? now, StationUsage.Number(request, "--retries"), StationUsage.Number(request, "--retry-seconds"));
        await desk.Job.Firmware(station, call, CancellationToken.None);
        return $"The station was told, for {StationText.Time(call.At)}; 'stations show' tells how it goes.";
    }
}
