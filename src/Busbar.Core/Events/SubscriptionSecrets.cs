using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Linking;

namespace Busbar.Core.Events;

/// <summary>Seals and opens what a subscription is signed with.</summary>
internal static class SubscriptionSecrets
{
    public static async Task<Subscription> Seal(DbConnection db, TenantVault vault, Subscription one, SubscriptionSecret secret) =>
        one with { Secret = await vault.Seal(db, one.TenantId, Row(one), JsonSerializer.Serialize(secret)) };

    public static async Task<SubscriptionSecret> Open(DbConnection db, TenantVault vault, Subscription one) =>
        JsonSerializer.Deserialize<SubscriptionSecret>(await vault.Open(db, one.TenantId, Row(one), one.Secret))!;

    private static string Row(Subscription one) => $"subscription:{one.Id}";
}
