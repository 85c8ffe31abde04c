using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

public sealed class JobProgressTests
{
    [Theory]
    [InlineData(null, "Idle", true)]
    [InlineData("Downloading", "Idle", true)]
    [InlineData("Downloaded", "Idle", true)]
    [InlineData("Installed", "Idle", false)]
    [InlineData("InstallationFailed", "Idle", false)]
    [InlineData("DownloadFailed", "Idle", false)]
    [InlineData("Uploaded", "Idle", false)]
    [InlineData("UploadFailed", "Idle", false)]
    [InlineData("Installed", "Downloading", true)]
    public void Idle_is_no_news_after_an_end(string? before, string status, bool tells) => Assert.Equal(tells, JobProgress.Tells(before, status));

    [Theory]
    [InlineData(StationJobKind.Diagnostics, "uploading", "Uploading")]
    [InlineData(StationJobKind.Diagnostics, "Installed", null)]
    [InlineData(StationJobKind.Firmware, "InstallationFailed", "InstallationFailed")]
    [InlineData(StationJobKind.Firmware, "Uploaded", null)]
    public void Each_kind_has_its_own_words(StationJobKind kind, string status, string? known) => Assert.Equal(known, JobProgress.Known(kind, status));

    [Theory, OnSqlite, OnPostgres]
    public async Task Progress_is_kept_and_what_is_no_progress_is_kept_aside(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        foreach (var status in new[] { "Downloading", "Downloaded", "Installing", "Installed", "Idle", "Celebrating" })
            Assert.Empty(await client.Ask("FirmwareStatusNotification", $$"""{"status":"{{status}}"}"""));
        await client.Ask("DiagnosticsStatusNotification", """{"status":"UploadFailed"}""");
        Assert.Equal([("Diagnostics", "UploadFailed"), ("Firmware", "Installed")], await stage.Store.Rows<(string, string)>("select kind, status from ocpp_jobs order by kind"));
        Assert.Equal(["no such status"], await stage.Store.Rows<string>("select reason from ocpp_parked"));
        await client.DisposeAsync();
    }
}
