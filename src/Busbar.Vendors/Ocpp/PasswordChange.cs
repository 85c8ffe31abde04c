using System.Security.Cryptography;
using System.Text;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// How a station's password changes without locking it out: the new one is stored before the station hears of it, and the old one
/// stays good until the new one was used, or until a station that said that it took it had a week to come back with it.
/// </summary>
internal static class PasswordChange
{
    public static readonly TimeSpan OldStaysFor = TimeSpan.FromDays(7);

    /// <summary>Changes that may be under way at a time. Each might be the one that the station knows, so none is thrown away for a newer one.</summary>
    public const int MostUnused = 5;

    /// <summary>160 random bits, as the specification has them: 20 bytes, told as 40 hexadecimal digits.</summary>
    public static string New() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    /// <summary>Which of one station's passwords open it.</summary>
    public static IEnumerable<StationPassword> Open(IReadOnlyCollection<StationPassword> all, DateTimeOffset now)
    {
        var oldest = all.Where(password => password.TakenAt <= now - OldStaysFor).Select(password => password.Number).DefaultIfEmpty(0).Max();
        return all.Where(password => password.Number >= oldest);
    }

    /// <summary>
    /// What a station may mean by what it sent: the text itself; and where it holds so few bytes, these as hexadecimal digits, since
    /// some stations sign in with the 20 bytes and others with their 40 digits.
    /// </summary>
    public static IReadOnlyList<string> Readings(ReadOnlySpan<byte> sent)
    {
        var text = Encoding.UTF8.GetString(sent);
        if (sent.Length == 40 && sent.IndexOfAnyExcept("0123456789abcdefABCDEF"u8) < 0) text = text.ToUpperInvariant();
        return [text, sent.Length == 20 ? Convert.ToHexString(sent) : text];
    }
}
