using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Events;

/// <summary>What an application chose to hear of, among the events that its dialect offers.</summary>
public static class EventChoice
{
    /// <summary>As dialects and subscriptions have it.</summary>
    public const string Everything = "*";

    /// <param name="words">In the dialect's words; none for everything.</param>
    public static Result<(IReadOnlyList<string> Words, string Topics)> Of(IEventDialect dialect, IReadOnlyCollection<string> words)
    {
        if (words.FirstOrDefault(word => dialect.Types.All(type => type.Word != word)) is { } unknown) return Fault.Invalid("events", $"There is no event '{unknown}'.");
        var chosen = dialect.Types.Where(type => words.Count == 0 || words.Contains(type.Word)).ToList();
        // Where the dialect says what it tells of, nothing else is announced to it in vain.
        return (words.Count == 0 ? [Everything] : [.. chosen.Select(type => type.Word)], Topics.Write(chosen.Count == 0 ? [Topics.Everything] : chosen.SelectMany(type => type.Topics)));
    }
}
