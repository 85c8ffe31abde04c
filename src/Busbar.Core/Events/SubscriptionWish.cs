using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Events;

/// <summary>What an application says of a subscription. What is null is not said.</summary>
/// <param name="Key">What deliveries are to be signed with.</param>
/// <param name="Events">In the dialect's words, with the topics that they come to.</param>
/// <param name="Header">A header of its own, or none.</param>
public sealed record SubscriptionWish(
    string? Url = null, string? Key = null, (IReadOnlyList<string> Words, string Topics)? Events = null, Change<string?>? ApiVersion = null,
    Change<(string Name, string Value)?>? Header = null, bool? IsStandard = null)
{
    /// <summary>Settled when it is made.</summary>
    public DeliveryManner Manner { get; init; }

    public Change<string?>? Description { get; init; }

    /// <summary>Whether nothing is to be sent for the time being.</summary>
    public bool? IsPaused { get; init; }
}

/// <summary>Whether a wish can be fulfilled. Fields are named by what they are: <c>url</c>, <c>secret</c>, <c>description</c>, <c>header.name</c>, <c>header.value</c>.</summary>
public static class CheckSubscription
{
    public const int ShortestUrl = 8, LongestUrl = 200, ShortestKey = 6, LongestKey = 256, LongestHeaderName = 128, LongestHeaderValue = 256, LongestDescription = 200, Most = 100;

    // What says how a message is to be read, where it goes and whose it is.
    private static readonly HashSet<string> ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "connection", "content-length", "content-type", "content-encoding", "transfer-encoding", "te", "trailer", "upgrade", "expect", "keep-alive", "proxy-connection",
        "proxy-authorization", "user-agent",
    };

    public static Fault? Check(SubscriptionWish wish, IEventDialect dialect, ISendDeliveries sender)
    {
        if (wish.Url is { } url)
        {
            if (url.Length is < ShortestUrl or > LongestUrl) return Fault.Invalid("url", $"An address has {ShortestUrl} to {LongestUrl} characters.");
            if (sender.Objection(url) is { } objection) return Fault.Invalid("url", objection);
        }
        if (wish.Key is { Length: < ShortestKey or > LongestKey }) return Fault.Invalid("secret", $"A secret has {ShortestKey} to {LongestKey} characters.");
        if (wish.Description?.Value is { } description && (description.Length > LongestDescription || description.Any(char.IsControl)))
            return Fault.Invalid("description", $"A description has at most {LongestDescription} characters, on one line.");
        if (wish.Header?.Value is not var (name, value)) return null;
        if (name.Length is 0 or > LongestHeaderName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return Fault.Invalid("header.name", $"A header's name has 1 to {LongestHeaderName} letters, digits, - and _.");
        if (ours.Contains(name) || StandardWebhooks.Uses(name.ToLowerInvariant()) || dialect.Uses(name.ToLowerInvariant())) return Fault.Invalid("header.name", "This header has a meaning of its own. Choose another name.");
        return value.Length is 0 or > LongestHeaderValue || !value.All(c => c is >= ' ' and <= '~') || value.Trim() != value
            ? Fault.Invalid("header.value", $"A header's value has 1 to {LongestHeaderValue} printable ASCII characters, without blanks around them.") : null;
    }
}
