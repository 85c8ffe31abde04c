using Busbar.Server.Sandbox.OAuth;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>Is it really you? The code stands on the page, since no message is sent.</summary>
internal static class SecondFactorPage
{
    public static IResult Show(AuthorizeRequest request, string account, bool isWrong) => Page.Show($"Confirm it is you, {account}", Markup.Of(
        $"""
        <span class="tag">Simulated {request.Brand.Name}</span>
        <h1>Confirm it is you</h1>
        <p>{request.Brand.Name} asks <strong>{account}</strong> for a second factor.</p>
        <p class="dim">This is the sandbox: no message is sent. The code is <strong>{SecondFactor.CodeOf(request.Brand.Id, account)}</strong>.</p>
        {(isWrong ? Markup.Of($"<p class=\"warn\" role=\"alert\">This is not the code.</p>") : default)}
        <form method="post" action="/sandbox/{request.Brand.Id}/oauth/authorize">{Page.Hidden([.. request.Fields(), ("account", account)])}
        <label for="code">Code</label>
        <input id="code" name="{SecondFactor.Field}" required maxlength="6" inputmode="numeric" autocomplete="one-time-code">
        <button>Confirm</button></form>
        """));
}
