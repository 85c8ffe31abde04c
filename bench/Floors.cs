using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Busbar.Bench;

/// <summary>What this machine can do at best, to hold the figures against: one write made durable, one byte there and back.</summary>
internal static class Floors
{
    public static object Measure() => new { fsyncMicroseconds = Fsync(), loopbackRoundTripMicroseconds = Loopback() };

    private static object Fsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("busbar-bench-").FullName, "floor");
        var latency = new Latency();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            var page = new byte[4096];
            for (var i = 0; i < 500; i++)
            {
                var started = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                latency.Add(Stopwatch.GetElapsedTime(started));
            }
        }
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return latency.Microseconds();
    }

    private static object Loopback()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var near = new TcpClient { NoDelay = true };
        near.Connect((IPEndPoint)listener.LocalEndpoint);
        using var far = listener.AcceptTcpClient();
        far.NoDelay = true;
        var echo = new Thread(() =>
        {
            var one = new byte[1];
            while (far.GetStream().Read(one) == 1) far.GetStream().Write(one);
        });
        echo.Start();
        var (latency, sent) = (new Latency(), new byte[1]);
        for (var i = 0; i < 5_000; i++)
        {
            var started = Stopwatch.GetTimestamp();
            near.GetStream().Write(sent);
            near.GetStream().ReadExactly(sent);
            latency.Add(Stopwatch.GetElapsedTime(started));
        }
        near.Close();
        echo.Join();
        return latency.Microseconds();
    }
}
