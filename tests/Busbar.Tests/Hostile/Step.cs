namespace Busbar.Tests.Hostile;

/// <summary>One step of a chain.</summary>
/// <param name="Makes">The slot that later steps fill with what this one made.</param>
/// <param name="From">Where that stands in the answer.</param>
/// <param name="Body">In place of the sound one.</param>
public sealed record Step(string Operation, int Status, string? Makes = null, string From = "id", string? Body = null);
