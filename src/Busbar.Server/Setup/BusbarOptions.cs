using System.Net;
using Busbar.Core.Work;
using Busbar.Server.Mail;
using Busbar.Server.Storage;

namespace Busbar.Server.Setup;

/// <summary>What an operator can set, from the command line or the environment; the command line wins.</summary>
/// <param name="Urls">Where to listen: <c>--urls</c>, <c>BUSBAR_URLS</c>; several are parted by <c>;</c>.</param>
/// <param name="DataFolder"><c>--data</c>, <c>BUSBAR_DATA</c>.</param>
/// <param name="Postgres">A connection string: <c>--postgres</c>, <c>BUSBAR_POSTGRES</c>; null for SQLite in the data folder.</param>
/// <param name="MasterKey"><c>BUSBAR_MASTER_KEY</c>: 32 bytes as base64 or hex; null for <c>master.key</c> in the data folder.</param>
/// <param name="PublicUrl">What browsers and devices reach us at: <c>BUSBAR_PUBLIC_URL</c>; null for the address we listen on.</param>
/// <param name="Demo">Whether the first start makes the demo: <c>--demo</c>, <c>--no-demo</c>; by default where we listen on loopback alone.</param>
/// <param name="BrandFolder">Brand files of the operator's own: <c>BUSBAR_BRANDS</c>; by default <c>brands</c> in the data folder.</param>
/// <param name="AllowPrivateTargets">Whether tenants' addresses may lie in private networks: <c>BUSBAR_ALLOW_PRIVATE_TARGETS</c>; by default on loopback alone.</param>
public sealed record BusbarOptions(
    IReadOnlyList<string> Urls, string DataFolder, string? Postgres, string? MasterKey, Uri? PublicUrl, bool Demo, string BrandFolder, bool AllowPrivateTargets)
{
    /// <summary>How long a node on a shared store may give no sign of life before the others take it for gone: <c>BUSBAR_NODE_PATIENCE</c>, in seconds.</summary>
    public TimeSpan NodePatience { get; init; } = NodeOptions.DefaultPatience;

    /// <summary>Where market prices are fetched from: <c>BUSBAR_PRICES_URL</c>; null for nowhere.</summary>
    public Uri? PricesUrl { get; init; }

    /// <summary>What sends mail: <c>BUSBAR_SMTP</c>; null for none.</summary>
    public MailOptions? Mail { get; init; }

    public const string DefaultUrl = "http://127.0.0.1:8480";

    public StoreOptions Store => new(DataFolder, Postgres, MasterKey);

    /// <summary>Whether every address that we listen on is a loopback address.</summary>
    public static bool IsLoopback(IEnumerable<string> urls) => urls.All(url => BindingHost(url) is "localhost" || (IPAddress.TryParse(BindingHost(url), out var address) && IPAddress.IsLoopback(address)));

    /// <exception cref="BadOption">An option is unknown or has no sound value.</exception>
    public static BusbarOptions Read(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var given = Arguments(args);
        var urls = (given.GetValueOrDefault("--urls") ?? Set(environment("BUSBAR_URLS")) ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
            if (!Uri.TryCreate(url.Replace("*", "any").Replace("+", "any"), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new BadOption($"--urls: '{url}' is not an address such as {DefaultUrl}.");

        var data = given.GetValueOrDefault("--data") ?? Set(environment("BUSBAR_DATA")) ?? "data";
        var isLoopback = IsLoopback(urls);
        return new BusbarOptions(
            urls, data,
            given.GetValueOrDefault("--postgres") ?? Set(environment("BUSBAR_POSTGRES")),
            Set(environment("BUSBAR_MASTER_KEY")),
            Set(environment("BUSBAR_PUBLIC_URL")) is { } publicUrl ? ReadPublicUrl(publicUrl) : null,
            given.ContainsKey("--demo") || (!given.ContainsKey("--no-demo") && isLoopback),
            Set(environment("BUSBAR_BRANDS")) ?? Path.Combine(data, "brands"),
            Set(environment("BUSBAR_ALLOW_PRIVATE_TARGETS")) is { } allow ? ReadFlag("BUSBAR_ALLOW_PRIVATE_TARGETS", allow) : isLoopback)
        {
            NodePatience = Set(environment("BUSBAR_NODE_PATIENCE")) is { } patience ? ReadSeconds("BUSBAR_NODE_PATIENCE", patience) : NodeOptions.DefaultPatience,
            PricesUrl = Set(environment("BUSBAR_PRICES_URL")) is { } prices ? ReadPricesUrl(prices) : null,
            Mail = Set(environment("BUSBAR_SMTP")) is { } mail ? MailOptions.Read(mail) : null,
        };
    }

    private static Dictionary<string, string> Arguments(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            switch (name)
            {
                case "--demo" or "--no-demo" when value is null: given[name] = ""; break;
                case "--urls" or "--data" or "--postgres":
                    given[name] = value ?? (++i < args.Count && !args[i].StartsWith("--", StringComparison.Ordinal) ? args[i] : throw new BadOption($"{name} needs a value."));
                    break;
                default: throw new BadOption($"There is no option '{args[i]}'. There are --urls, --data FOLDER, --postgres CONNECTION, --demo and --no-demo.");
            }
        }
        return given;
    }

    private static Uri ReadPublicUrl(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath is "/" && uri.Query is ""
            ? uri : throw new BadOption($"BUSBAR_PUBLIC_URL: '{text}' is not an origin such as https://busbar.example.org.");

    private static Uri ReadPricesUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new BadOption($"BUSBAR_PRICES_URL: '{text}' is not an address such as https://prices.example.org/day-ahead.csv.");

    private static TimeSpan ReadSeconds(string name, string text) =>
        int.TryParse(text, out var seconds) && seconds is >= 3 and <= 3600 ? TimeSpan.FromSeconds(seconds) : throw new BadOption($"{name}: '{text}' is not a number of seconds from 3 to 3600.");

    private static bool ReadFlag(string name, string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "on" => true,
        "0" or "false" or "no" or "off" => false,
        _ => throw new BadOption($"{name}: '{text}' is neither true nor false."),
    };

    private static string BindingHost(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host.Trim('[', ']') : "*";

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

/// <summary>An option that cannot be used; the message says which and why.</summary>
public sealed class BadOption(string message) : Exception(message);
