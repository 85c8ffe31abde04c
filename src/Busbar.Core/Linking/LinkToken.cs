using Busbar.Core.Basics;

namespace Busbar.Core.Linking;

/// <summary>The token in a link's address, <c>/link/{token}</c>.</summary>
public sealed class LinkToken(MasterKey master)
{
    private readonly IdToken tokens = new(master, "link-token");

    public string Of(Guid linkId) => tokens.Of(linkId);

    /// <summary>The link that the token is for; null where it is not one of ours.</summary>
    public Guid? Read(string token) => tokens.Read(token);
}
