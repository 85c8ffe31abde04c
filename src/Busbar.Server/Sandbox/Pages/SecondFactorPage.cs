using Busbar.Server.Sandbox.OAuth;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>Is it really you? The code stands on the page, since no message is sent.</summary>
internal static class SecondFactorPage
{
    public static IResult Show(AuthorizeRequest request, string account, bool isWrong) => Show(request, account, isWrong ? "This is not the code." : null);

    private static IResult Show(AuthorizeRequest request, string account, string? problem) => Page.Show(Page.Title($"Confirm it is you, {account}", problem), Markup.Of(
        $"""
        <span class="tag">Simulated {request.Brand.Name}</span>
        <h1>Confirm it is you</h1>
        <p>{request.Brand.Name} asks <strong>{account}</strong> for a second factor.</p>
        <p class="dim">This is the sandbox: no message is sent. The code is <strong>{SecondFactor.CodeOf(request.Brand.Id, account)}</strong>.</p>
        <form method="post" action="/sandbox/{request.Brand.Id}/oauth/authorize">{Page.Hidden([.. request.Fields(), ("account", account)])}
        <label for="code">Code</label>
        {Page.Wrong(problem)}
        <input id="code" name="{SecondFactor.Field}" required maxlength="6" inputmode="numeric" autocomplete="one-time-code" {Page.Field(problem)}>
        <button>Confirm</button></form>
        """));
}
