namespace Busbar.Bench;

/// <summary>Many stations at once.</summary>
internal static class Stations
{
    private const int AtOnce = 64;

    public static async Task<IReadOnlyList<Station>> Make(ServerProcess server, int count)
    {
        using var application = await server.SignIn();
        var made = new Station[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) => made[n] = await Station.Make(application, server.Url, n));
        return made;
    }

    /// <summary>All at the same time, each trying again until it was accepted: connect, boot, tell both statuses.</summary>
    public static Task Return(IEnumerable<Station> stations) => Task.WhenAll(stations.Select(async station =>
    {
        while (true)
        {
            try
            {
                await station.Connect();
                await station.Boot();
                await station.Status("Available");
                return;
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException or InvalidOperationException)
            {
                station.Dispose();
                await Task.Delay(Random.Shared.Next(50, 250));
            }
        }
    }));
}
