namespace Busbar.Core.Basics;

/// <summary>A new value, which may be null. What is to stay as it is has no change: then the change itself is null.</summary>
public sealed record Change<T>(T Value);
