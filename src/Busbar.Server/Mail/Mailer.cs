using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Busbar.Server.Mail;

/// <summary>Sends mail, where the operator named a server that carries it.</summary>
public sealed partial class Mailer(MailOptions? options, ILogger<Mailer> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool IsSet => options is not null;

    /// <summary>False where the mail server did not take it; the log says why.</summary>
    public async Task<bool> Send(string to, string subject, string text, CancellationToken stop)
    {
        var (mail, server) = (new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } }, options!);
        mail.From.Add(MailboxAddress.Parse(server.From));
        mail.To.Add(new MailboxAddress("", to));
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, server.IsEncrypted ? SecureSocketOptions.SslOnConnect : IsLoopback(server.Host) ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls, stop);
            if (server.User is not null) await client.AuthenticateAsync(server.User, server.Password ?? "", stop);
            await client.SendAsync(mail, stop);
            await client.DisconnectAsync(true, stop);
            return true;
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or NotSupportedException or TimeoutException)
        {
            Log.Refused(logger, failure.Message);
            return false;
        }
    }

    private static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server did not take a mail: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
