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
    private readonly TimeProvider time;
    private readonly RecentPasswords recent;
    private readonly string decoy;

    public StationSignIn(Database database, Secrets secrets, TimeProvider time)
    {
        (this.database, this.secrets, this.time, recent) = (database, secrets, time, new RecentPasswords(time));
        decoy = secrets.Hash(Secrets.New());
    }

    /// <param name="identity">From the address, decoded.</param>
    /// <param name="authorization">The Authorization header as it came; null where there was none.</param>
    /// <param name="hurried">
    /// The name is being guessed at: what was read of it within the last second is good enough for a no, never for a yes.
    /// </param>
    /// <returns>The station's id; null where the credential opens none.</returns>
    public async Task<Guid?> Check(string identity, string? authorization, bool hurried = false)
    {
        if (!IsIdentity(identity) || Password(identity, authorization) is not { } readings) return null;
        var now = time.GetUtcNow();
        if (hurried && recent.Find(identity) is { } known && Match(known, readings, now) is null) return null;
        var passwords = await database.Read(db => PasswordTable.Candidates(db, identity));
        if (hurried) recent.Keep(identity, passwords);
        var found = Match(passwords, readings, now);
        // The first use of a new password ends the old one, before the socket.
        if (found is { Number: > 0 }) await database.Write(db => PasswordTable.Use(db, found));
        return found?.StationId;
    }

    public static bool IsIdentity(string text) => Identity().IsMatch(text);

    private StationPassword? Match(IReadOnlyList<StationPassword> passwords, IReadOnlyList<string> readings, DateTimeOffset now)
    {
        // All are compared, and one where there is none: how long it takes does not tell whether a name exists.
        if (passwords.Count == 0) foreach (var reading in readings) secrets.Matches(reading, decoy);
        StationPassword? found = null;
        foreach (var password in passwords.GroupBy(password => password.StationId).SelectMany(ofOne => PasswordChange.Open([.. ofOne], now)))
            foreach (var reading in readings)
                if (secrets.Matches(reading, password.Hash)) found = password;
        return found;
    }

    /// <summary>What stands behind <c>identity:</c>. A colon within the identity is no end of it, so it is not searched for.</summary>
    private static IReadOnlyList<string>? Password(string identity, string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var encoded = authorization["Basic ".Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return null;
        var credential = bytes.AsSpan(0, length);
        var name = Encoding.UTF8.GetBytes(identity + ":");
        return credential.StartsWith(name) ? PasswordChange.Readings(credential[name.Length..]) : null;
    }

    [GeneratedRegex(@"\A" + OcppVendor.IdentityPattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();
}
