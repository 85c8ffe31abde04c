using Busbar.Server.Sandbox.OAuth;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>Who signs in? There are no passwords: every account is a button, and any other name will do.</summary>
internal static class SignInPage
{
    public static IResult Show(AuthorizeRequest request, string home, string? problem = null)
    {
        var (action, hidden) = ($"/sandbox/{request.Brand.Id}/oauth/authorize", Page.Hidden(request.Fields()));
        var word = NewDevice.Word(request.Kind);
        var owner = request.Hint is null ? Markup.Of($"has a {word}") : Markup.Of($"owns the {word} {request.Hint}");
        return Page.Show(Page.Title($"Sign in to {request.Brand.Name}", problem), Markup.Of(
            $"""
            <span class="tag">Simulated {request.Brand.Name}</span>
            <h1>Sign in to {request.Brand.Name}</h1>
            <p class="dim">This is the sandbox: no real account, no password.</p>
            {Account(home, owner)}
            {(request.Hint is null ? default : Account(Homes.Stranger, Markup.Of($"has another {word}, not this one")))}
            <hr>
            <form method="post" action="{action}">{hidden}
            <label for="account">Another account name</label>
            {Page.Wrong(problem)}
            <input id="account" name="account" required maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false" {Page.Field(problem, "rule")}>
            <p id="rule"><small>{HomeNames.Rule}. All brands of one home share its name. One that ends in {SecondFactor.Ending} is asked for a code too.</small></p>
            <button class="second">Sign in</button></form>
            """));

        Markup Account(string name, Markup does) => Markup.Of(
            $"""
            <form method="post" action="{action}">{hidden}<input type="hidden" name="account" value="{name}">
            <button>Continue as {name}</button><small>{does}</small></form>
            """);
    }
}
