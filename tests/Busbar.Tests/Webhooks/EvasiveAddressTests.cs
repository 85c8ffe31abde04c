using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Busbar.Server.Setup;
using Busbar.Server.Webhooks;

namespace Busbar.Tests.Webhooks;

/// <summary>Every way to name an inner address that we know of, against listeners that wait there: none is ever dialled.</summary>
public sealed class EvasiveAddressTests
{
    [Fact]
    public async Task No_form_of_an_inner_address_reaches_a_listener()
    {
        await using var canary = Canary.Start();
        using var guarded = new SendDeliveries(Options(allowPrivate: false), new EvilNames(), TimeProvider.System);
        using var open = new SendDeliveries(Options(allowPrivate: true), new EvilNames(), TimeProvider.System);
        var forms = Forms(canary.Port).Distinct().ToList();
        Assert.InRange(forms.Count, 300, 2_000);

        // The listeners hear whoever may speak to them: else their silence would mean nothing.
        Assert.NotNull((await open.Post($"http://inner.test:{canary.Port}/", [], "[]"u8.ToArray(), TimeSpan.FromSeconds(5), default)).Trouble);
        Assert.Equal(1, canary.Heard);

        await Parallel.ForEachAsync(forms, async (form, stop) => Assert.True((await guarded.Post(form, [], "[]"u8.ToArray(), TimeSpan.FromSeconds(5), stop)) is { StatusCode: null, Trouble: not null }, form));
        Assert.Equal(1, canary.Heard);
    }

    [Fact]
    public async Task A_name_is_asked_once_for_each_dial_and_what_it_said_is_what_is_dialled()
    {
        await using var canary = Canary.Start();
        var names = new CountingNames();
        using var guarded = new SendDeliveries(Options(allowPrivate: false), names, TimeProvider.System);
        for (var n = 0; n < 4; n++) await guarded.Post($"https://turning.test:{canary.Port}/", [], "[]"u8.ToArray(), TimeSpan.FromSeconds(5), default);
        Assert.Equal(0, canary.Heard);
        Assert.Equal(4, names.Asked);
    }

    private static BusbarOptions Options(bool allowPrivate) =>
        BusbarOptions.Read(["--data", "/nowhere"], name => name is "BUSBAR_ALLOW_PRIVATE_TARGETS" ? allowPrivate.ToString() : null);

    private static IEnumerable<string> Forms(int port)
    {
        string[] hosts =
        [
            // IPv4 as the libraries of C have always read it.
            .. new uint[] { 0x7f000001, 0x7f000002, 0x7f0000ff, 0x00000000, 0x0a000001, 0xa9fea9fe, 0xc0a80101, 0xac100001, 0x64400001 }.SelectMany(Spellings),
            "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]",
            "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
            "localhost", "LOCALHOST", "LocalHost", "localhost.", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "inner.test", "INNER.test", "inner.test.", "mixed.test", "six.test", "mapped.test", "nobody.test",
            "127.0.0.1.", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loopback",
        ];
        foreach (var host in hosts)
        {
            foreach (var scheme in new[] { "http", "https", "HTTPS" }) yield return $"{scheme}://{host}:{port}/";
            yield return $"https://example.org@{host}:{port}/";
            yield return $"https://{host}:{port}\\@example.org/";
            yield return $"https://{host}:{port}#@example.org/";
        }
        foreach (var odd in new[] { "ftp", "file", "gopher", "dict", "ws", "unix", "jar" }) yield return $"{odd}://127.0.0.1:{port}/";
        foreach (var odd in new[] { $"//127.0.0.1:{port}/", $"https:/127.0.0.1:{port}/", $"https:127.0.0.1:{port}/", $"https:///127.0.0.1:{port}/", $"https:\\\\127.0.0.1:{port}/", $" https://127.0.0.1:{port}/", $"https://127.0.0.1:{port}/\r\nHost: x", "", "https://", "https://:443/" }) yield return odd;
    }

    private static IEnumerable<string> Spellings(uint address)
    {
        var (a, b, c, d) = (address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
        return
        [
            $"{a}.{b}.{c}.{d}", $"{address}", $"0x{address:x}", $"0x{address:X8}", $"0{Convert.ToString(address, 8)}", $"{a}.{address & 0xffffff}", $"{a}.{b}.{address & 0xffff}", $"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
            $"0{Convert.ToString(a, 8)}.0{Convert.ToString(b, 8)}.0{Convert.ToString(c, 8)}.0{Convert.ToString(d, 8)}", $"0x{a:x}.{b}.0{Convert.ToString(c, 8)}.{d}", $"00000{Convert.ToString(a, 8)}.{b}.{c}.{d}", $"{a}.{b}.{c}.{d}.",
            $"[::ffff:{a}.{b}.{c}.{d}]", $"[::ffff:{address >> 16:x}:{address & 0xffff:x}]", $"[64:ff9b::{a}.{b}.{c}.{d}]", $"[2002:{address >> 16:x}:{address & 0xffff:x}::1]",
        ];
    }

    /// <summary>A resolver that is not on our side.</summary>
    private sealed class EvilNames : Names
    {
        public override async Task<IPAddress[]> Resolve(string host, CancellationToken stop) => host.TrimEnd('.').ToLowerInvariant() switch
        {
            "inner.test" => [IPAddress.Loopback],
            "mixed.test" => [IPAddress.Parse("10.0.0.1"), IPAddress.Loopback],
            "six.test" => [IPAddress.IPv6Loopback],
            "mapped.test" => [IPAddress.Parse("::ffff:127.0.0.1")],
            "nobody.test" => [],
            // The rest as this machine reads it: names of its own, and the many spellings of an address.
            _ => await base.Resolve(host, stop),
        };
    }

    /// <summary>Counts how often it is asked: a name that is asked once for each dial has no second answer to turn to.</summary>
    private sealed class CountingNames : Names
    {
        private int asked;

        public int Asked => asked;

        public override Task<IPAddress[]> Resolve(string host, CancellationToken stop)
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        }
    }

    private sealed class Canary : IAsyncDisposable
    {
        private readonly ConcurrentBag<TcpListener> listeners = [];
        private readonly CancellationTokenSource stop = new();
        private int heard;

        public int Port { get; private set; }

        public int Heard => heard;

        public static Canary Start()
        {
            var canary = new Canary();
            var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            canary.Port = ((IPEndPoint)first.LocalEndpoint).Port;
            canary.Listen(first);
            foreach (var address in new[] { IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.255"), IPAddress.IPv6Loopback })
            {
                var other = new TcpListener(address, canary.Port);
                try { other.Start(); }
                catch (SocketException) when (address.AddressFamily is AddressFamily.InterNetworkV6) { continue; }
                canary.Listen(other);
            }
            return canary;
        }

        private void Listen(TcpListener listener)
        {
            listeners.Add(listener);
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    using var caller = await listener.AcceptTcpClientAsync(stop.Token);
                    Interlocked.Increment(ref heard);
                }
            });
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            foreach (var listener in listeners) listener.Dispose();
        }
    }
}
