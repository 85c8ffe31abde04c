using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Ocpp;

/// <summary>The answer to a call, made after what it told was stored.</summary>
/// <param name="Clock">The station's clock after this message.</param>
/// <param name="Booted">The station has booted and was accepted.</param>
/// <param name="Unsettled">How many connectors it has is not known yet.</param>
internal sealed record CallAnswer(byte[] Frame, StationClock Clock, bool Booted = false, bool Unsettled = false);

/// <summary>
/// Takes one call of a station, as one unit of work, and makes its answer. Where storing fails the station is told so and
/// keeps its message: an answer other than an error means that the message is on disk.
/// </summary>
internal sealed partial class AnswerCall(Database database, IInbox inbox, OcppOptions options, TimeProvider time, ILogger<AnswerCall> logger)
{
    /// <summary>As many as the store writes at once. When all stations come at the same time, the others' messages wait as they came.</summary>
    private const int MostAtOnce = 1_000;

    private readonly SemaphoreSlim room = new(MostAtOnce);

    /// <summary>Null where the station has another socket by now, or none: nothing was stored, and the station, unanswered, sends it again there.</summary>
    public async Task<CallAnswer?> Answer(StationSocket socket, StationClock clock, OcppFrame.Call call)
    {
        await room.WaitAsync();
        try { return await Take(socket, clock, call); }
        finally { room.Release(); }
    }

    private async Task<CallAnswer?> Take(StationSocket socket, StationClock clock, OcppFrame.Call call)
    {
        var stationId = socket.StationId;
        try
        {
            if (!Routes16.Incoming.TryGetValue(call.Action, out var read))
                throw new CallFault(OcppErrorCode.NotImplemented, "This action is not known here.");
            var payload = new Payload(call.Payload);
            var message = read(payload);
            var heardAt = time.GetUtcNow().Stored();
            var answer = await database.Write(db => Take(db, socket, clock, call, payload, message, heardAt));
            if (answer is not null) Log.Taken(logger, stationId, call.Action, call.Id);
            return answer;
        }
        catch (CallFault fault)
        {
            Log.Refused(logger, stationId, call.Action, call.Id, fault.Code, fault.Message);
            return new CallAnswer(OcppFrame.WriteError(call.Id, fault.Code, fault.Message), clock);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, stationId, call.Action, call.Id);
            return new CallAnswer(OcppFrame.WriteError(call.Id, OcppErrorCode.InternalError, "The message could not be stored; send it again."), clock);
        }
    }

    private async Task<CallAnswer?> Take(DbConnection db, StationSocket socket, StationClock clock, OcppFrame.Call call, Payload payload, IMessage message, DateTimeOffset heardAt)
    {
        if (await StationTable.FindAddressed(db, socket, message.Connector, message.Transaction) is not { Station: var station } addressed) return null;
        var unit = new MessageUnit(db, inbox, options, addressed, clock, call.Action, call.Id, payload.Raw, heardAt);
        var answer = await message.Take(unit);
        if ((unit.Clock.Offset - station.ClockOffset).Duration() > TimeSpan.FromSeconds(1) || unit.Clock.Anchor != station.ClockAnchor)
            await StationTable.SetClock(db, station.Id, unit.Clock.Offset, unit.Clock.Anchor);
        return new CallAnswer(OcppFrame.WriteResult(call.Id, answer), unit.Clock, unit.Booted, unit.Station.NumberOfConnectors is null);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Station {Station}: took {Action} {MessageId}")]
        public static partial void Taken(ILogger logger, Guid station, string action, string messageId);

        [LoggerMessage(LogLevel.Warning, "Station {Station}: refused {Action} {MessageId} with {Code}: {Reason}")]
        public static partial void Refused(ILogger logger, Guid station, string action, string messageId, OcppErrorCode code, string reason);

        [LoggerMessage(LogLevel.Error, "Station {Station}: {Action} {MessageId} could not be stored")]
        public static partial void Failed(ILogger logger, Exception e, Guid station, string action, string messageId);
    }
}
