using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>Accounts whose name ends in <c>-2fa</c> are asked for a code too, as real brands do. No message is sent: the page tells it.</summary>
internal static class SecondFactor
{
    public const string Ending = "-2fa", Field = "one_time_code";

    public static bool Asks(string account) => account.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Six digits, always the same for an account of a brand.</summary>
    public static string CodeOf(string brand, string account) =>
        (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{brand}/{account}"))) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
