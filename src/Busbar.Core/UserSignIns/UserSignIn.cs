using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;

namespace Busbar.Core.UserSignIns;

/// <summary>A user agreed that an application acts as it. The code that the application was given becomes tokens, once; from then on it lives by being refreshed.</summary>
/// <param name="Scope">What the user agreed to, in the words that the application used, parted by blanks.</param>
/// <param name="ReturnUrl">Where the code was sent to.</param>
/// <param name="Challenge">What the verifier's hash has to be (RFC 7636, S256); null where the application gave none.</param>
/// <param name="CodeUsedAt">Null while the code was not turned into tokens.</param>
/// <param name="Generation">Which of its refresh tokens counts; the first is 1.</param>
/// <param name="RotatedAt">Since when that one counts; null for the first.</param>
/// <param name="ExpiresAt">When it ends if nothing happens: with its code, and once that was used, with its refresh token.</param>
public sealed record UserSignIn(
    Guid Id, Guid TenantId, Guid ClientId, Guid UserId, string Scope, string ReturnUrl, string? Challenge, DateTimeOffset? CodeUsedAt, long Generation, DateTimeOffset? RotatedAt,
    DateTimeOffset ExpiresAt)
{
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How long a refresh token is good that nobody uses.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>How long the refresh token before the newest gets the newest once more: an answer may be lost on its way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public IReadOnlyList<string> Scopes => Scope.Split(' ');

    public bool IsAlive(DateTimeOffset now) => CodeUsedAt is not null && ExpiresAt > now;

    /// <summary>Whether who brings the code is who asked for it. A verifier without a challenge is a sign that somebody took the challenge out on the way.</summary>
    public bool IsProven(string? returnUrl, string? verifier) => returnUrl == ReturnUrl && (Challenge is null || verifier is null
        ? Challenge is null && verifier is null
        : CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Secrets.Base64Url(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)))), Encoding.ASCII.GetBytes(Challenge)));

    /// <summary>What a refresh token of this generation is now.</summary>
    public RefreshStanding Standing(long generation, DateTimeOffset now) =>
        generation == Generation ? RefreshStanding.Newest
        : generation == Generation - 1 && now - RotatedAt <= Grace ? RefreshStanding.Again
        : RefreshStanding.Reused;
}

/// <summary>What a refresh token is that somebody brings.</summary>
public enum RefreshStanding
{
    /// <summary>The one that counts.</summary>
    Newest,
    /// <summary>The one before, so soon that its answer may have been lost.</summary>
    Again,
    /// <summary>An old one: somebody has what is not theirs, and nobody knows who.</summary>
    Reused,
}
