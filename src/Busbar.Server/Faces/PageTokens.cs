using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces;

/// <summary>
/// What a caller gives back to get the next page: a place in a list, with a MAC that binds it to the caller and to the list. So
/// a token that was made up, or carried from one list or client to another, is told from a true one.
/// </summary>
public sealed class PageTokens(MasterKey master)
{
    private const int MacBytes = 12;
    private readonly byte[] key = master.Derive("page-token");

    public string Of(Client caller, string list, string place)
    {
        var text = Encoding.UTF8.GetBytes(place);
        return Secrets.Base64Url([.. Mac(caller, list, place), .. text]);
    }

    /// <summary>The place; null where the token is not one of this caller's for this list.</summary>
    public string? Read(Client caller, string list, string token)
    {
        if (token.Length > 1_000 || !System.Buffers.Text.Base64Url.IsValid(token, out var length) || length <= MacBytes) return null;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        // One spelling: padding, white space and stray bits would decode to the same.
        if (Secrets.Base64Url(bytes) != token) return null;
        var place = Encoding.UTF8.GetString(bytes.AsSpan(MacBytes));
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacBytes), Mac(caller, list, place)) ? place : null;
    }

    private byte[] Mac(Client caller, string list, string place) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{caller.TenantId}\n{caller.Id}\n{list}\n{place}"))[..MacBytes];
}

/// <summary>How a <see cref="Cursor"/> stands in a page token.</summary>
public static class Places
{
    public static string Write(DateTimeOffset at, Guid id) => $"{at.ToMicros()}_{id:N}";

    /// <summary>Null where it is not one, as after a change of its form.</summary>
    public static Cursor? Read(string place) =>
        place.Split('_') is [var at, var id] && long.TryParse(at, out var micros) && Guid.TryParseExact(id, "N", out var guid) ? new Cursor(micros.ToTime(), guid) : null;
}
