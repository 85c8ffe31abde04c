using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Storage;

namespace Busbar.Server.Setup;

/// <summary>
/// What an empty store gets: the tenant <c>demo</c> with its sandbox client and one household, and a file with the credentials.
/// </summary>
public sealed class FirstStart(Database database, AddTenant addTenant, AddClient addClient, Store store, Addresses addresses, TimeProvider time)
{
    public const string TenantName = "demo", ClientId = "sandbox-cc-id", Household = "demo-household";

    /// <summary>The ids that the documents of ev.energy's API show a user and a vehicle with: its examples work here as they stand.</summary>
    public static readonly Guid HouseholdId = Ulid.Read("01HN2NJ9NMRZBXT1H6FT9N7735")!.Value, CarId = Ulid.Read("01HRFF3SEVSCRAV9B3CHVDFN0H")!.Value;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string CredentialsFile => Path.Combine(store.Folder.FullPath, "credentials.json");

    /// <summary>Makes the demo in an empty store; elsewhere only brings the addresses in the credentials file up to date.</summary>
    public async Task Run()
    {
        if (!await database.Read(TenantTable.Any))
        {
            var tenant = (await addTenant.Add(TenantName, Realm.Sandbox)).Value;
            var added = await addClient.Add(tenant, "Demo application", ClientId, ["http://localhost", "http://127.0.0.1"], null, isAdministrator: true);
            await database.Write(db => UserTable.Add(db, new User(HouseholdId, tenant.Id, Household, time.GetUtcNow().Stored())));
            await WriteFile(added.Value.Secret);
        }
        else if (await ReadSecret() is { } secret) await WriteFile(secret);
    }

    private async Task<string?> ReadSecret()
    {
        try
        {
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(CredentialsFile));
            return json.RootElement.GetProperty("clientSecret").GetString();
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task WriteFile(string secret)
    {
        var url = addresses.Public;
        var text = JsonSerializer.Serialize(
            new
            {
                clientId = ClientId, clientSecret = secret, tokenUrl = url + "/oauth2/token",
                connectUrl = url + "/connect", enodeUrl = url + "/enode", evEnergyUrl = url + "/evenergy/v2",
            },
            Indented);
        var draft = CredentialsFile + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(draft, options)) await file.WriteLineAsync(text);
        File.Move(draft, CredentialsFile, overwrite: true);
    }
}
