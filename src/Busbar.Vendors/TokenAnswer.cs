using System.Globalization;
using System.Text.Json;

namespace Busbar.Vendors;

/// <summary>Tokens as a token endpoint gives them.</summary>
/// <param name="Answer">The whole answer: brands put more into it, such as the account.</param>
internal sealed record TokenAnswer(string AccessToken, string? RefreshToken, TimeSpan? ExpiresIn, JsonElement Answer)
{
    /// <summary>Reads the answer strictly; null where it is none of this form.</summary>
    public static TokenAnswer? Parse(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || Text(answer, "access_token", out var access) is false || access is null) return null;
        if (!Text(answer, "refresh_token", out var refresh) || !Text(answer, "token_type", out var type)) return null;
        if (type is not null && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return null;
        if (!answer.TryGetProperty("expires_in", out var expires) || expires.ValueKind == JsonValueKind.Null) return new TokenAnswer(access, refresh, null, answer);
        // Seconds, which some brands write as text or with a fraction.
        var text = expires.ValueKind switch { JsonValueKind.Number => expires.GetRawText(), JsonValueKind.String => expires.GetString(), _ => null };
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds is not (> 0 and < 3.2e9)) return null;
        return new TokenAnswer(access, refresh, TimeSpan.FromSeconds(seconds), answer);
    }

    public override string ToString() => "TokenAnswer";

    /// <summary>An absent text is fine; one that could not stand in a header is not.</summary>
    private static bool Text(JsonElement answer, string name, out string? text)
    {
        text = null;
        if (!answer.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.String) return false;
        text = value.GetString();
        return text is { Length: > 0 } && text.All(sign => sign is > ' ' and <= '~');
    }
}
