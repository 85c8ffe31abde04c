using Busbar.Core.Tenancy;

namespace Busbar.Server.LinkPages;

/// <summary>What the pages say on which a user signs in, and agrees that an application acts as it.</summary>
public sealed partial class LinkWords
{
    public string ClientFooter(Client client) => T("footer.device", App(client));

    // Signing in
    public string LoginTitle(Client client) => T("login", App(client));
    public string LoginText(Client client) => T("login.text", App(client));
    public string LoginButton => T("login.button");
    public string NotSignedInTitle => T("login.needed");
    public string NotSignedInText(Client client) => T("login.needed.text", App(client));
    public string NotSignedInNext => T("login.needed.next");
    public string NotSignedInButton => T("login.goOn");

    public Notice SignedIn => Told(Tone.Good, "login.done");

    public Notice LoginUsed(Client client) => new(Tone.Plain, T("login.used"), T("login.used.text"), T("askNew", App(client)));

    public Notice LoginExpired(Client client) => new(Tone.Waiting, T("expired"), T("login.expired.text"), T("askNew", App(client)));

    public Notice LoginWithdrawn(Client client) => new(Tone.Plain, T("withdrawn"), T("login.withdrawn.text", App(client)), T("askWhat", App(client)));

    // Agreeing
    public string AgreeTitle(Client client) => T("agree", App(client));
    public string AgreeText(Client client) => T("agree.text", App(client));
    public string AgreeAs => T("agree.as");
    public string AgreeList => T("agree.list");
    public string AgreeEnd(Client client) => T("agree.end", App(client));
    public string AgreeButton => T("agree.button");
    public string DisagreeButton => T("agree.not");

    /// <summary>What an application may do that was given this scope.</summary>
    public string May(string scope) => T("may." + scope);

    // What brought the browser here is wrong, and whoever sent it cannot be told
    public Notice NoSuchApplication => Told(Tone.Bad, "agree.unknown");

    public Notice NoSuchReturn(Client client) => new(Tone.Bad, T("agree.astray", App(client)), T("agree.astray.text", App(client)), T("agree.unknown.next"));

    private static (string, string) App(Client client) => ("app", client.Name);
}
