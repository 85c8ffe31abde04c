using System.Text;
using Busbar.Vendors.Ocpp.Desk;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Server.Cli;

/// <summary>Makes the calls of which nothing is remembered from what an operator wrote, and words of their answers.</summary>
internal static class StationWords
{
    public static (IOutgoing Call, Func<StationReply, string> Words) Question(CliRequest request)
    {
        var words = request.Operands;
        return request.Verb switch
        {
            "reset" => Plain(new Reset(request.Option("--hard") is not null)),
            "unlock" => Plain(new UnlockConnector(Connector(words[1]))),
            "availability" => Plain(new ChangeAvailability(words.Count == 3 ? Connector(words[1]) : 0, IsOperative(words[^1]))),
            "config" => (new GetConfiguration([.. words.Skip(1)]), Settings),
            "config-set" => Plain(Setting(words[1], words[2])),
            "trigger" => Plain(new TriggerMessage(words[1], words.Count == 3 ? Connector(words[2]) : null)),
            "clear-cache" => Plain(new ClearCache()),
            "list-version" => (new GetLocalListVersion(), Version),
            "schedule" => (new GetCompositeSchedule(Connector(words[1]), StationUsage.Number(words[2], "SECONDS"), request.Option("--unit")), reply => reply.Payload.ToString()),
            "profile-clear" => Plain(new ClearChargingProfile(
                StationUsage.Number(request, "--id"), StationUsage.Number(request, "--connector"), request.Option("--purpose"), StationUsage.Number(request, "--stack"))),
            "data" => (new DataTransfer(words[1], words.ElementAtOrDefault(2), words.ElementAtOrDefault(3)), reply => reply.Payload.ToString()),
            var verb => throw new CliMistake($"There is no command 'stations {verb}'."),
        };
    }

    public static int Connector(string text) => StationUsage.Number(text, "CONNECTOR");

    private static (IOutgoing, Func<StationReply, string>) Plain(IOutgoing call) => (call, reply => reply.Status switch
    {
        "RebootRequired" => "Accepted; it holds after the station's next restart.",
        "Scheduled" => "Scheduled: as soon as the running transaction has ended.",
        var status => $"{status}.",
    });

    private static bool IsOperative(string word) => word switch
    {
        "operative" => true,
        "inoperative" => false,
        _ => throw new CliMistake($"'{word}' is neither operative nor inoperative."),
    };

    private static ChangeConfiguration Setting(string key, string value) => key.Equals("AuthorizationKey", StringComparison.OrdinalIgnoreCase)
        ? throw new CliMistake("The station would lock itself out: 'stations password' changes its password on both sides.")
        : new ChangeConfiguration(key, value);

    private static string Settings(StationReply reply)
    {
        var text = new StringBuilder();
        foreach (var setting in GetConfiguration.Settings(reply.Payload).OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase))
            text.Append(setting.Key.PadRight(40)).Append(' ').Append(setting.ReadOnly ? "fixed  " : "       ").Append(setting.Value ?? "(not told)").Append('\n');
        foreach (var key in GetConfiguration.Unknown(reply.Payload)) text.Append(key.PadRight(40)).Append(" unknown to the station\n");
        return text.Length == 0 ? "The station told no settings." : text.ToString().TrimEnd('\n');
    }

    private static string Version(StationReply reply) => GetLocalListVersion.Version(reply.Payload) switch
    {
        -1 => "The station does not support local lists.",
        0 => "The station has no local list.",
        var version => $"Version {version}.",
    };
}
