namespace Busbar.Core.Ports;

/// <summary>What an address answered.</summary>
/// <param name="StatusCode">Null where there was no answer.</param>
/// <param name="Trouble">Why it does not count as taken, in words for the subscriber; null where it does.</param>
/// <param name="Body">What the answer said, its beginning.</param>
/// <param name="Headers">Each as <c>name: value</c>.</param>
public sealed record DeliveryAnswer(int? StatusCode, string? Trouble, string Body, IReadOnlyList<string> Headers);

/// <summary>Posts to addresses that applications have given: only to public ones, unless the operator allows others.</summary>
public interface ISendDeliveries
{
    /// <summary>Why an address cannot be posted to, as far as its text tells; null where it can.</summary>
    string? Objection(string url);

    /// <summary>Posts once and waits no longer than that. Never throws for what the other end does.</summary>
    Task<DeliveryAnswer> Post(string url, IEnumerable<(string Name, string Value)> headers, ReadOnlyMemory<byte> body, TimeSpan patience, CancellationToken stop);
}
