using Microsoft.AspNetCore.Components;

namespace Busbar.Server.LinkPages.Views;

/// <summary>What every page is given.</summary>
public abstract class Page : ComponentBase
{
    [Parameter, EditorRequired] public LinkWords Words { get; set; } = null!;

    [Parameter, EditorRequired] public string StyleUrl { get; set; } = null!;
}
