namespace Busbar.Vendors.Ocpp;

/// <summary>What a station does at length and tells the progress of.</summary>
public enum StationJobKind { Diagnostics, Firmware }

/// <summary>The newest job of its kind at a station.</summary>
/// <param name="AskedAt">Null where it runs without having been asked from here.</param>
/// <param name="Location">The address that it was given, without what is secret in it.</param>
/// <param name="Answer">What the station answered; null while that is not known.</param>
/// <param name="Status">The newest progress, in OCPP's words.</param>
public sealed record StationJob(StationJobKind Kind, DateTimeOffset? AskedAt, string? Location, string? Answer, string? FileName, string? Status, DateTimeOffset? StatusAt);

/// <summary>What a progress report says about a job.</summary>
internal static class JobProgress
{
    private static readonly IReadOnlyList<string>
        Diagnostics = ["Idle", "Uploaded", "UploadFailed", "Uploading"],
        Firmware = ["Downloaded", "DownloadFailed", "Downloading", "Idle", "InstallationFailed", "Installing", "Installed"],
        Ends = ["Uploaded", "UploadFailed", "DownloadFailed", "InstallationFailed", "Installed"];

    /// <summary>The status as the specification spells it, or null.</summary>
    public static string? Known(StationJobKind kind, string status) => (kind switch
    {
        StationJobKind.Diagnostics => Diagnostics,
        StationJobKind.Firmware => Firmware,
    }).FirstOrDefault(known => known.Equals(status, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is to be kept: a station that is asked while it does nothing says <c>Idle</c>, which is no news after how it ended.</summary>
    public static bool Tells(string? before, string status) => status != "Idle" || before is null || !Ends.Contains(before);
}
