using System.Globalization;

namespace Busbar.Server.Cli;

/// <summary>How each of the <c>stations</c> commands is written.</summary>
internal sealed record StationUsage(string Words, int Least, int Most, params string[] Options)
{
    private const int Any = int.MaxValue;

    public static readonly IReadOnlyDictionary<string, StationUsage> All = new Dictionary<string, StationUsage>
    {
        ["list"] = new("", 0, 0),
        ["show"] = new("STATION", 1, 1),
        ["reset"] = new("STATION [--hard]", 1, 1, "--hard"),
        ["unlock"] = new("STATION CONNECTOR", 2, 2),
        ["availability"] = new("STATION [CONNECTOR] operative|inoperative", 2, 3),
        ["config"] = new("STATION [KEY …]", 1, Any),
        ["config-set"] = new("STATION KEY VALUE", 3, 3),
        ["trigger"] = new("STATION MESSAGE [CONNECTOR]", 2, 3),
        ["clear-cache"] = new("STATION", 1, 1),
        ["list-version"] = new("STATION", 1, 1),
        ["list-send"] = new("STATION [TAG[=STATUS] …] [--change | --empty] [--version NUMBER]", 1, Any, "--change", "--empty", "--version"),
        ["reserve"] = new("STATION CONNECTOR TAG --until TIME [--parent TAG]", 3, 3, "--until", "--parent"),
        ["cancel-reservation"] = new("STATION RESERVATION", 2, 2),
        ["schedule"] = new("STATION CONNECTOR SECONDS [--unit A|W]", 3, 3, "--unit"),
        ["profile-clear"] = new("STATION [--id NUMBER] [--connector NUMBER] [--purpose PURPOSE] [--stack NUMBER]", 1, 1, "--id", "--connector", "--purpose", "--stack"),
        ["diagnostics"] = new("STATION URL [--from TIME] [--to TIME] [--retries NUMBER] [--retry-seconds NUMBER]", 2, 2, "--from", "--to", "--retries", "--retry-seconds"),
        ["firmware"] = new("STATION URL [--at TIME] [--retries NUMBER] [--retry-seconds NUMBER]", 2, 2, "--at", "--retries", "--retry-seconds"),
        ["data"] = new("STATION VENDOR [MESSAGE [DATA]]", 2, 4),
        ["parked"] = new("STATION", 1, 1),
        ["password"] = new("STATION [--now]", 1, 1, "--now"),
        ["tags"] = new("STATION [TAG … | --any]", 1, Any, "--any"),
    };

    /// <exception cref="CliMistake">The command is not written so.</exception>
    public static void Check(CliRequest request)
    {
        if (!All.TryGetValue(request.Verb, out var usage)) throw new CliMistake($"There is no command 'stations {request.Verb}'. There are: {string.Join(", ", All.Keys)}.");
        if (request.Operands.Count < usage.Least || request.Operands.Count > usage.Most || request.Options.Keys.Except(usage.Options).Any())
            throw new CliMistake($"Write: busbar stations {request.Verb} {usage.Words}");
    }

    public static int Number(string text, string name) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new CliMistake($"{name}: '{text}' is no whole number.");

    public static int? Number(CliRequest request, string option) => request.Option(option) is { } text ? Number(text, option) : null;

    /// <summary>A time as ISO 8601 writes it, UTC where no zone is given; or so many minutes or hours from now, such as <c>90m</c> and <c>2h</c>.</summary>
    public static DateTimeOffset? Time(CliRequest request, string option, DateTimeOffset now)
    {
        if (request.Option(option) is not { } text) return null;
        if (text is [.. var digits, 'm' or 'h'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000)
            return now + (text[^1] == 'h' ? TimeSpan.FromHours(number) : TimeSpan.FromMinutes(number));
        return text.Contains('-') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at : throw new CliMistake($"{option}: '{text}' is neither a time such as 2026-11-21T18:00Z nor such as 90m or 2h.");
    }
}
