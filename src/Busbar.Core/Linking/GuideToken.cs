using Busbar.Core.Basics;

namespace Busbar.Core.Linking;

/// <summary>The token in a guided session's address, <c>/link/guide/{token}</c>.</summary>
public sealed class GuideToken(MasterKey master)
{
    private readonly IdToken tokens = new(master, "guide-token");

    public string Of(Guid sessionId) => tokens.Of(sessionId);

    /// <summary>The session that the token is for; null where it is not one of ours.</summary>
    public Guid? Read(string token) => tokens.Read(token);
}
