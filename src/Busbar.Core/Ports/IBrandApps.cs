namespace Busbar.Core.Ports;

/// <summary>
/// What an operator registered at a brand: client id, secret, API keys, by the names that the brand's file asks for. In the
/// sandbox realm the values belong to the tenant and point at the built-in cloud.
/// </summary>
public interface IBrandApps
{
    /// <summary>The values; null where the brand was not set up.</summary>
    Task<IReadOnlyDictionary<string, string>?> Find(Realm realm, string brandId, Guid tenantId);
}
