using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>Why a browser goes back to the application before the end.</summary>
public enum Exit
{
    /// <summary>The owner does not want to.</summary>
    Cancelled,
    /// <summary>The brand, or we, could not.</summary>
    Trouble,
    /// <summary>The session cannot be used any more.</summary>
    Early,
}

/// <summary>The return address with what went otherwise: in <c>error</c> and <c>error_message</c>, as mobile link kits name them.</summary>
public static class ExitAddress
{
    public static string Of(string returnUrl, Exit exit, LinkWords words) => With(returnUrl, ("error", Code(exit)), ("error_message", words.ExitMessage(exit)));

    /// <summary>The address with these in its query, beside what is there; but for those that are null.</summary>
    public static string With(string returnUrl, params IEnumerable<(string Name, string? Value)> values)
    {
        var (address, fragment) = returnUrl.IndexOf('#') is >= 0 and var at ? (returnUrl[..at], returnUrl[at..]) : (returnUrl, "");
        var joint = !address.Contains('?') ? "?" : address[^1] is '?' or '&' ? "" : "&";
        return $"{address}{joint}{string.Join('&', values.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"))}{fragment}";
    }

    /// <summary>How a link that did not succeed is told.</summary>
    public static Exit Why(LinkView link) => link.Standing switch
    {
        Standing.Open => Exit.Cancelled,
        Standing.Failed => link.Link.Failure is LinkFailure.Denied ? Exit.Cancelled : Exit.Trouble,
        Standing.Expired or Standing.Withdrawn or Standing.Canceled or Standing.Succeeded => Exit.Early,
    };

    private static string Code(Exit exit) => exit switch
    {
        Exit.Cancelled => "cancelledByUser",
        Exit.Trouble => "backendError",
        Exit.Early => "earlyExitRequestedFromFrontend",
    };
}
