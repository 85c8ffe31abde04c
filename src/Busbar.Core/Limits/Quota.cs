namespace Busbar.Core.Limits;

/// <summary>How many requests somebody may make in an hour, and how many of them are left.</summary>
/// <param name="RetryAfter">When there is one again; null where this one was let through.</param>
public sealed record Quota(int Limit, int Remaining, TimeSpan? RetryAfter = null)
{
    public bool IsUsedUp => RetryAfter is not null;
}
