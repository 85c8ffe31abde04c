using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;

namespace Busbar.Server.Sandbox;

/// <summary>
/// The OAuth clients of the sandbox brands: one for each tenant, the same at every brand. The secret is derived from the
/// master key, so there is nothing to store.
/// </summary>
public sealed class SandboxClients(MasterKey master, ISandboxAddresses addresses)
{
    private const string Prefix = "tenant-";
    private readonly byte[] key = master.Derive("sandbox-client");

    /// <summary>The values that sandbox.yaml asks for: <c>clientId</c>, <c>clientSecret</c>, <c>base</c>, <c>public</c>.</summary>
    public IReadOnlyDictionary<string, string> App(Guid tenantId) => new Dictionary<string, string>
    {
        ["clientId"] = IdOf(tenantId),
        ["clientSecret"] = SecretOf(tenantId),
        ["base"] = addresses.Base,
        ["public"] = addresses.Public,
    };

    public static string IdOf(Guid tenantId) => $"{Prefix}{tenantId:N}";

    public string SecretOf(Guid tenantId) => Secrets.Base64Url(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(tenantId.ToString("N"))));

    /// <summary>The tenant that a client id names; null where it names none. Says nothing about who sent it.</summary>
    public static Guid? TenantOf(string? clientId) =>
        clientId is not null && clientId.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(clientId[Prefix.Length..], "N", out var tenant)
        && IdOf(tenant) == clientId ? tenant : null;

    /// <summary>The tenant whose client this is; null where the secret is not right.</summary>
    public Guid? Check(string clientId, string secret) =>
        TenantOf(clientId) is { } tenant && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(SecretOf(tenant))) ? tenant : null;
}
