using System.Data.Common;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>Ends a link: grant sealed, devices registered, in one transaction.</summary>
public sealed class FinishLink
{
    /// <summary>Consent came without a browser (a station booted, a check said yes). Returns the ids of the devices, by vendor id.</summary>
    public Task<IReadOnlyDictionary<string, Guid>> Finish(DbConnection db, Guid tenantId, Guid linkId, LinkStep.Linked linked) =>
        throw new InvalidOperationException($"{db.State} {tenantId} {linkId} {linked.Account}");
}
