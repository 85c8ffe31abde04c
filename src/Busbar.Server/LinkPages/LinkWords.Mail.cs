using Busbar.Core.Tenancy;

namespace Busbar.Server.LinkPages;

/// <summary>The words of mails.</summary>
public sealed partial class LinkWords
{
    public string MailSubject(string make) => T("mail.subject", ("brand", make));

    public string MailText(Client client, string make, string link) => $"{T("mail.text", App(client), ("brand", make))}\n\n{link}\n\n{T("mail.valid")}\n{T("mail.ignore")}\n";
}
