namespace Busbar.Core.Catalogues;

/// <summary>What stands in a catalogue under a name, and under others.</summary>
public interface INamed
{
    /// <summary>Made once and written down: the same in every installation, for good.</summary>
    Guid Id { get; }
    string Name { get; }
    IReadOnlyList<string> Also { get; }
}

/// <summary>Who makes what a catalogue lists.</summary>
public interface IMake<TModel> : INamed where TModel : INamed
{
    /// <summary>The id of the brand through which its devices are linked; null where there is none.</summary>
    string? Brand { get; }
    IReadOnlyList<TModel> Models { get; }
}
