using System.Security.Cryptography;
using System.Text;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>The frame of every page of the sandbox: no script, nothing from elsewhere, light and dark, any width.</summary>
internal static class Page
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ink: #1b2230; --dim: #566072; --paper: #f3f5f8; --card: #fff; --line: #cdd4df; --main: #0b5cad; --on: #fff; --warn: #9a2b2b }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf3; --dim: #a3adbd; --paper: #12161d; --card: #1b212b; --line: #39434f; --main: #7db7f5; --on: #0c1420; --warn: #ff9c9c } }
        * { box-sizing: border-box } body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
        main { max-width: 30rem; margin: 5vh auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem } main.wide { max-width: 64rem; margin: 1rem auto }
        h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .75rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem } p, ul { margin: 0 0 .75rem } ul { padding-left: 1.25rem }
        small { font-size: .875rem } small, .dim { color: var(--dim) } .warn { color: var(--warn) } .tag { display: inline-block; margin: 0 0 .75rem; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .875rem; color: var(--dim) }
        form { margin: 0 0 .75rem } main > :last-child { margin-bottom: 0 } label { display: block; font-weight: 600; margin-bottom: .25rem } input, select { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--dim); border-radius: .5rem; padding: .6rem .75rem; min-height: 2.9rem; margin-bottom: .5rem } [aria-invalid] { border: 2px solid var(--warn) } ::placeholder { color: var(--dim); opacity: 1 }
        button { width: 100%; min-height: 2.9rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 1px solid var(--main); background: var(--main); color: var(--on); padding: .5rem .75rem; cursor: pointer; margin-bottom: .5rem } button.second { background: transparent; color: var(--main) }
        :focus-visible { outline: 3px solid var(--main); outline-offset: 2px } a { color: var(--main) } hr { border: 0; border-top: 1px solid var(--line); margin: 1.25rem 0 }
        .row { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .5rem 1rem; align-items: end; margin: .75rem 0 } .row form { margin: 0 } section { border-top: 1px solid var(--line); margin-top: 1.25rem }
        .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums }
        """;

    private const string ProblemId = "problem";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; frame-ancestors 'none'";

    public static IResult Show(string title, Markup body, int status = StatusCodes.Status200OK, bool wide = false) => new Html(status, Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{new Markup(Style)}</style></head>
        <body><main class="{(wide ? "wide" : "")}">{body}</main></body>
        </html>

        """).Text);

    public static IResult Problem(int status, string title, string text) => Show(title, Markup.Of($"<h1>{title}</h1><p>{text}</p>"), status);

    /// <summary>What was wrong with the field that follows; the field takes the focus, and is read out with it.</summary>
    public static Markup Wrong(string? problem) => problem is null ? default : Markup.Of($"""<p class="warn" id="{ProblemId}" role="alert">{problem}</p>""");

    /// <summary>The attributes of that field.</summary>
    /// <param name="help">What else is said of it, by id.</param>
    public static Markup Field(string? problem, string? help = null) => problem is null
        ? help is null ? default : Markup.Of($"""aria-describedby="{help}" """)
        : Markup.Of($"""aria-invalid="true" aria-describedby="{$"{ProblemId} {help}".Trim()}" autofocus """);

    /// <summary>The title of a page with something wrong on it.</summary>
    public static string Title(string title, string? problem) => problem is null ? title : $"Error: {title}";

    /// <summary>Go on there with a GET: the answer to a pressed button.</summary>
    public static IResult SeeOther(string address) => new Elsewhere(address);

    /// <summary>The fields of a form that nobody sees.</summary>
    public static Markup Hidden(IEnumerable<(string Name, string Value)> fields) =>
        Markup.Join(fields.Select(f => Markup.Of($"""<input type="hidden" name="{f.Name}" value="{f.Value}">""")));

    private static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    private sealed record Html(int Status, string Text) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            Guard(context.Response);
            context.Response.StatusCode = Status;
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(Text, context.RequestAborted);
        }
    }

    private sealed record Elsewhere(string Address) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            Guard(context.Response);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = Address;
            return Task.CompletedTask;
        }
    }
}
