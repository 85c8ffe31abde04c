using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>The mails that a sandbox brand sends to owners.</summary>
internal static class MailPage
{
    public static IResult Show(Brand brand, Mail mail, DateTimeOffset now)
    {
        var kind = Enum.Parse<DeviceKind>(mail.Kind);
        return Page.Show($"A mail from {brand.Name}", Markup.Of(
            $"""
            <span class="tag">Simulated {brand.Name}</span>
            <h1>Share your {NewDevice.Word(kind)}?</h1>
            <p class="dim">To {mail.Email}, {mail.SentAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC</p>
            <p>An application asks for access to your {NewDevice.Word(kind)} <strong>{mail.Identifier}</strong> in the account <strong>{mail.Home}</strong>.</p>
            <p>{ConsentPage.Shared(kind)}</p>
            {State(brand, mail, now)}
            """));
    }

    public static IResult Inbox(Brand brand, string to, IReadOnlyList<Mail> mails) => Page.Show($"Mails from {brand.Name}", Markup.Of(
        $"""
        <span class="tag">Simulated {brand.Name}</span>
        <h1>Mails to {to}</h1>
        {(mails.Count == 0 ? Markup.Of($"<p>There are none.</p>") : default)}
        <ul>{mails.Select(m => Markup.Of($"""<li><a href="/sandbox/{brand.Id}/mail?id={m.Id}">{m.SentAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: share {m.Identifier}?</a> <small>{m.Answer}</small></li>"""))}</ul>
        """));

    private static Markup State(Brand brand, Mail mail, DateTimeOffset now) => mail.Answer switch
    {
        MailTable.Confirmed or MailTable.Taken => Markup.Of($"""<p role="status">You confirmed. You can close this page.</p>"""),
        MailTable.Declined => Markup.Of($"""<p role="status">You declined. You can close this page.</p>"""),
        _ when mail.ExpiresAt <= now => Markup.Of($"""<p role="status">The time to answer has run out.</p>"""),
        _ => Markup.Of(
            $"""
            <form method="post" action="/sandbox/{brand.Id}/mail"><input type="hidden" name="id" value="{mail.Id}">
            <button name="press" value="confirm">Confirm</button>
            <button name="press" value="decline" class="second">Decline</button></form>
            """),
    };
}
