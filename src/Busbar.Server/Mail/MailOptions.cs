using Busbar.Server.Setup;

namespace Busbar.Server.Mail;

/// <summary>The mail server that carries our mail.</summary>
/// <param name="IsEncrypted">From the first byte on (<c>smtps</c>); else it is asked for encryption, which only one on loopback may do without.</param>
/// <param name="From">Who mails are from.</param>
public sealed record MailOptions(string Host, int Port, bool IsEncrypted, string? User, string? Password, string From)
{
    private const int Submission = 587, SubmissionEncrypted = 465;

    /// <exception cref="BadOption">The text is no such address.</exception>
    public static MailOptions Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0) throw Bad();
        var from = System.Web.HttpUtility.ParseQueryString(uri.Query)["from"];
        if (from is null || !MimeKit.MailboxAddress.TryParse(from, out _)) throw Bad();
        var login = uri.UserInfo.Split(':', 2);
        return new MailOptions(
            uri.Host, uri.Port > 0 ? uri.Port : uri.Scheme == "smtps" ? SubmissionEncrypted : Submission, uri.Scheme == "smtps",
            login[0].Length == 0 ? null : Uri.UnescapeDataString(login[0]), login.Length == 2 ? Uri.UnescapeDataString(login[1]) : null, from);
    }

    // What stands there may hold a password: it is not shown.
    private static BadOption Bad() => new("BUSBAR_SMTP is not an address such as smtp://user:password@mail.example.org?from=busbar@example.org (or smtps://).");
}
