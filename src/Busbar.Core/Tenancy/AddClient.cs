using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Tenancy;

/// <summary>A new client, and its secret: told this once, stored only as a hash.</summary>
public sealed record NewClient(Client Client, string Secret);

/// <summary>Gives an application credentials in a tenant.</summary>
public sealed class AddClient(Database database, IVendors vendors, Secrets secrets, Ids ids, TimeProvider time)
{
    /// <param name="clientId">What it signs in with; null for one of our making.</param>
    /// <param name="brands">The brands that it may link, by id or name; null for all.</param>
    /// <param name="isAdministrator">Whether it looks after the tenant.</param>
    public async Task<Result<NewClient>> Add(
        Tenant tenant, string name, string? clientId, IReadOnlyList<string> returnAddresses, IReadOnlyList<string>? brands, bool isAdministrator = false,
        ClientLook? look = null)
    {
        if (name is not { Length: > 0 and <= Client.LongestName }) return Fault.Invalid("name", $"A client's name has 1 to {Client.LongestName} characters; owners read it on the consent page.");
        if (look?.Fault() is { } plain) return plain;
        if (returnAddresses.FirstOrDefault(address => !ReturnAddress.IsValidEntry(address)) is { } bad)
            return Fault.Invalid("return", $"'{bad}' is neither an https address, nor http on loopback, nor an app's own scheme.");
        if (brands?.FirstOrDefault(brand => vendors.Find(tenant.Realm, brand) is null) is { } unknown) return Fault.Invalid("brands", $"There is no brand '{unknown}' in the {tenant.Realm} realm.");
        if (clientId is { Length: 0 or > 100 } || clientId?.Any(c => c is <= ' ' or >= '\x7f' or ':') is true) return Fault.Invalid("client-id", "A client id has 1 to 100 visible ASCII characters, without a colon.");

        var secret = Secrets.New();
        var client = new Client(
            ids.New(), tenant.Id, tenant.Realm, clientId ?? "bb-" + Secrets.New()[..16], name, returnAddresses,
            brands is null ? null : [.. brands.Select(brand => vendors.Find(tenant.Realm, brand)!.Brand.Id).Distinct()],
            time.GetUtcNow().Stored(), null)
        {
            Look = look ?? ClientLook.Plain,
        };
        return await database.Write<Result<NewClient>>(async db =>
        {
            if (await ClientTable.FindForSignIn(db, client.ClientId) is not null) return Fault.Invalid("client-id", $"There is a client '{client.ClientId}' already.");
            await ClientTable.Add(db, client, secrets.Hash(secret));
            if (isAdministrator) await AdministratorTable.Add(db, tenant.Id, client.Id, client.CreatedAt);
            return new NewClient(client, secret);
        });
    }
}
