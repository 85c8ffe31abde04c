using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>Has a station upload its diagnostics or fetch firmware. What was asked is stored first; its progress comes in as messages.</summary>
public sealed class StartJob
{
    private readonly Database database;
    private readonly StationCalls calls;
    private readonly TimeProvider time;

    internal StartJob(Database database, StationCalls calls, TimeProvider time) => (this.database, this.calls, this.time) = (database, calls, time);

    /// <returns>The file that the station will upload; null where it has nothing to upload.</returns>
    public Task<string?> Diagnostics(Guid stationId, GetDiagnostics call, CancellationToken stop) =>
        Start(stationId, StationJobKind.Diagnostics, call, call.Location, reply => GetDiagnostics.FileName(reply.Payload), stop);

    public Task Firmware(Guid stationId, UpdateFirmware call, CancellationToken stop) =>
        Start(stationId, StationJobKind.Firmware, call, call.Location, _ => null, stop);

    private async Task<string?> Start(Guid stationId, StationJobKind kind, IOutgoing call, string location, Func<StationReply, string?> file, CancellationToken stop)
    {
        // What cannot be sent is not remembered as asked.
        _ = call.Payload;
        var askedAt = time.GetUtcNow().Stored();
        await database.Write(db => JobTable.Ask(db, stationId, kind, WithoutSecrets(location), askedAt));
        try
        {
            var name = file(Verdict.Of(call, await calls.Ask(stationId, call, stop)));
            await Answered(kind == StationJobKind.Diagnostics && name is null ? "Nothing to upload" : "Taken", name);
            return name;
        }
        catch (VendorFault fault)
        {
            await Answered(fault.MayHaveHappened ? "Unknown" : fault.Kind == VendorFaultKind.DeviceOffline ? "Not sent" : "Refused", null);
            throw;
        }

        Task Answered(string answer, string? name) => database.Write(db => JobTable.Answered(db, stationId, kind, askedAt, answer, name));
    }

    /// <summary>A user's password stands before the host, and what opens a signed address behind the question mark, which ftp has no meaning for.</summary>
    private static string WithoutSecrets(string location) => new UriBuilder(location.Split('?', '#')[0]) { UserName = "", Password = "" }.Uri.ToString();
}
