using Microsoft.Playwright;

namespace Busbar.Tests.Ground;

/// <summary>
/// A page in Debian's Chromium, with cookies and storage of its own. One browser serves the whole test run; its driver
/// ends with the test process, and the browser with it.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string? Chromium = Programs.Find("chromium");
    private static readonly Lazy<Task<IBrowser>> Shared = new(Launch);

    private readonly IBrowserContext context;

    private Browser(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    /// <summary>Why there is no browser; null where there is.</summary>
    public static string? Missing { get; } = Chromium is null ? "Chromium is not installed: ./test.sh installs it." : null;

    public IPage Page { get; }

    /// <summary>A new page; <paramref name="options"/> for a phone's size, a language, dark colours, no script …</summary>
    public static async Task<Browser> Open(BrowserNewContextOptions? options = null)
    {
        var context = await (await Shared.Value).NewContextAsync(options);
        return new Browser(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Headless = true,
            ChromiumSandbox = false, // root cannot have it, a container may not; only our own pages are opened
            Args = ["--disable-dev-shm-usage", "--disable-gpu"],
        });
    }
}
