namespace Busbar.Core.UserSignIns;

/// <summary>A link that an application made for one of its users: who opens it and presses its button is signed in as that user.</summary>
/// <param name="ReturnUrl">Where the browser goes on; null for a page of ours.</param>
/// <param name="UsedAt">Null while it can be used.</param>
public sealed record LoginLink(Guid Id, Guid TenantId, Guid ClientId, Guid UserId, string? ReturnUrl, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
}

/// <summary>A browser in which a user is signed in at an application.</summary>
/// <param name="BrowserHash">Of the secret in its cookie.</param>
public sealed record UserBrowser(string BrowserHash, Guid TenantId, Guid ClientId, Guid UserId, DateTimeOffset ExpiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
}
