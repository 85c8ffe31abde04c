using System.Data.Common;
using Busbar.Core.Ports;

namespace Busbar.Core.Readings;

/// <summary>The one way in for facts: everything measured comes through here, in the transaction of its outlet.</summary>
public sealed class TakeReadings
{
    public Task Take(DbConnection db, Facts facts) => throw new InvalidOperationException($"{db.State} {facts.DeviceId}");
}
