namespace Busbar.Server.LinkPages;

/// <summary>What every page tells the browser to refuse.</summary>
public static class PageHeaders
{
    private const string Images = "img-src 'self' data:", Leaving = "; form-action 'self'";

    private const string Policy = "default-src 'none'; style-src 'self'; " + Images + "; frame-ancestors 'none'; base-uri 'none'";

    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy + Leaving;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>
    /// For pages with the Continue button. Browsers hold <c>form-action</c> against every redirect that follows a form: the
    /// brand's sign-in, wherever the brand sends on from there, our callback, and the application's return address, be it an
    /// app's own scheme. None of that is known when the page is made, so these pages go without.
    /// </summary>
    public static void LetFormsLeave(IHeaderDictionary headers) => headers.ContentSecurityPolicy = Policy;

    /// <summary>For pages that show an application's logo: pictures from exactly where it lies, and from nowhere else.</summary>
    public static void LetPictureIn(IHeaderDictionary headers, Uri picture) =>
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.ToString().Replace(Images, $"{Images} {picture.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal);
}
