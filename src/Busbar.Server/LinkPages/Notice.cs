namespace Busbar.Server.LinkPages;

/// <summary>What a notice is like; its colour and sign follow.</summary>
public enum Tone { Good, Bad, Waiting, Plain }

/// <summary>A page of words: what happened, and the way out.</summary>
/// <param name="Title">The page's one heading.</param>
/// <param name="Text">What happened, in a sentence or two.</param>
/// <param name="Next">What to do now; null where there is nothing to do.</param>
/// <param name="Detail">What somebody else said about it, such as the brand: shown as said.</param>
public sealed record Notice(Tone Tone, string Title, string Text, string? Next = null, string? Detail = null);
