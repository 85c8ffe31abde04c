namespace Busbar.Vendors.Catalogues;

/// <summary>What the files of a catalogue read so far have for their own: ids by kind, and names.</summary>
internal sealed class Taken
{
    public HashSet<Guid> Makes { get; } = [];
    public HashSet<Guid> Models { get; } = [];
    public HashSet<Guid> Trims { get; } = [];
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
}
