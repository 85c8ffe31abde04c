using System.Globalization;
using System.Text;
using Busbar.Vendors.Ocpp;
using Busbar.Vendors.Ocpp.Desk;

namespace Busbar.Server.Cli;

/// <summary>What is known of stations, as text.</summary>
internal static class StationText
{
    public static string List(IReadOnlyList<StationLine> lines) => lines.Count == 0 ? "There are no stations yet." : string.Join('\n', lines.Select(line =>
        $"{line.Tenant + "/" + line.Identity,-40} {(line.ConnectedAt is { } at ? "since " + Time(at) : line.BootedAt is null ? "never booted" : "not connected"),-25} {line.Vendor} {line.Model} {line.Firmware}".TrimEnd()));

    public static string Sheet(StationSheet sheet, DateTimeOffset now)
    {
        var (text, line) = (new StringBuilder(), sheet.Line);
        Row("station", $"{line.Tenant}/{line.Identity}");
        Row("connected", line.ConnectedAt is { } since ? "since " + Time(since) : "no");
        Row("last boot", line.BootedAt is { } booted ? Time(booted) : "none");
        Row("linked", line.Linked ? "yes" : "no");
        Row("made by", Join(line.Vendor, line.Model));
        Row("firmware", line.Firmware);
        Row("serial", Join(sheet.Serial, sheet.BoxSerial == sheet.Serial ? null : sheet.BoxSerial));
        Row("SIM card", Join(sheet.Iccid, sheet.Imsi));
        Row("meter", Join(sheet.MeterType, sheet.MeterSerial));
        if (sheet.ClockOffset.Duration() > TimeSpan.FromSeconds(1)) Row("clock", $"{sheet.ClockOffset.Duration():c} {(sheet.ClockOffset > TimeSpan.Zero ? "fast" : "slow")}");
        foreach (var connector in sheet.Connectors)
            Row(connector.Id == 0 ? "itself" : $"connector {connector.Id}", Join(connector.Status ?? "nothing told", connector.Since is { } at ? "since " + Time(at) : null,
                connector.Trouble is { } trouble ? $"({trouble})" : null, connector.Transaction is { } id ? $"transaction {id}" : null));
        Row("password", sheet.HasPassword ? "set" : "none yet");
        foreach (var made in sheet.NewPasswords) Row("", $"a new one of {Time(made)} was not used yet");
        Row("tags", Tags(sheet.Tags));
        if (sheet.LocalList is { } list) Row("local list", $"version {list.Version}, {list.UpdateType}, {list.Tags.Count} tags, sent {Time(list.SentAt)}: {Status(list.Status)}");
        foreach (var held in sheet.Reservations)
            Row("reservation", $"{held.Id}: connector {held.ConnectorId} for {held.IdTag} until {Time(held.Until)}: {Status(held.Status)}{(held.TransactionId is { } by ? $" by transaction {by}" : "")}");
        foreach (var job in sheet.Jobs) Row(job.Kind.ToString().ToLowerInvariant(), Job(job));
        foreach (var setting in sheet.Settings) Row("setting", $"{setting.Key} = {setting.Value}");
        if (sheet.Parked > 0) Row("parked", $"{sheet.Parked} messages that fitted nowhere");
        return text.ToString().TrimEnd('\n');

        void Row(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append(name.PadRight(14)).Append(value).Append('\n');
        }
    }

    public static string Parked(IReadOnlyList<ParkedMessage> messages) => messages.Count == 0 ? "Nothing of this station fitted nowhere." : string.Join('\n', messages.Select(message =>
        $"{Time(message.HeardAt)}  {message.Action}: {message.Reason}\n    {message.Payload}"));

    public static string Tags(IReadOnlyList<string>? tags) => tags switch { null => "any may charge", [] => "none may charge", _ => string.Join(" ", tags) };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>What stations say goes to a terminal: nothing in it may steer one.</summary>
    public static string Tame(string text) => string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? '\uFFFD' : letter));

    private static string Job(StationJob job) => Join(
        job.AskedAt is { } asked ? $"asked {Time(asked)} {job.Location}: {job.Answer ?? "no answer known"}" : "not asked from here",
        job.FileName, job.Status is { } status && job.StatusAt is { } at ? $"{status} {Time(at)}" : null)!;

    private static string Status(string status) => status switch
    {
        Reservation.Asked => "no answer known",
        "NotSent" => "not sent",
        _ => status,
    };

    private static string? Join(params string?[] parts) => string.Join("  ", parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
}
