namespace Busbar.Server.Faces;

/// <summary>Another resource in an answer: its address, or where the request asked for that, the whole of it.</summary>
public sealed record Ref<T>(string Url, T? Whole = null) where T : class;
