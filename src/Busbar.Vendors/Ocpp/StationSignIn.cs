using System.Text;
using System.Text.RegularExpressions;
using Busbar.Core.Basics;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// Finds the station that a Basic credential opens, before there is a socket. The user name is the identity in the address,
/// to the letter. Two tenants may have stations of one name: the password picks.
/// </summary>
public sealed partial class StationSignIn
{
    private readonly Database database;
    private readonly Secrets secrets;
    private readonly string decoy;

    public StationSignIn(Database database, Secrets secrets)
    {
        (this.database, this.secrets) = (database, secrets);
        decoy = secrets.Hash(Secrets.New());
    }

    /// <param name="identity">From the address, decoded.</param>
    /// <param name="authorization">The Authorization header as it came; null where there was none.</param>
    /// <returns>The station's id; null where the credential opens none.</returns>
    public async Task<Guid?> Check(string identity, string? authorization)
    {
        if (!IsIdentity(identity) || Password(identity, authorization) is not { } password) return null;
        var candidates = await database.Read(db => SocketTable.Credentials(db, identity));
        // All are compared, and one where there is none: how long it takes does not tell whether a name exists.
        if (candidates.Count == 0) secrets.Matches(password, decoy);
        Guid? found = null;
        foreach (var (stationId, hash) in candidates)
            if (secrets.Matches(password, hash)) found = stationId;
        return found;
    }

    public static bool IsIdentity(string text) => Identity().IsMatch(text);

    /// <summary>What stands behind <c>identity:</c>. A colon within the identity is no end of it, so it is not searched for.</summary>
    private static string? Password(string identity, string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var encoded = authorization["Basic ".Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return null;
        var credential = Encoding.UTF8.GetString(bytes, 0, length);
        return credential.StartsWith(identity + ":", StringComparison.Ordinal) ? credential[(identity.Length + 1)..] : null;
    }

    [GeneratedRegex(@"\A" + OcppVendor.IdentityPattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();
}
