namespace Busbar.Bench;

/// <summary>What one read and one row of due work cost in CPU time, as the number of devices grows a hundredfold.</summary>
internal static class ScaleBench
{
    private static readonly int[] sizes = [1_000, 10_000, 100_000];
    private const int Reads = 20_000, DueRows = 20_000;

    public static async Task<object> Run(BenchOptions options)
    {
        var rows = new List<(int Devices, double PerRead, double PerDueRow)>();
        await using var server = await ServerProcess.Start(options);
        var devices = new List<Guid>();
        foreach (var size in sizes)
        {
            var folder = await server.Stop();
            double perDueRow;
            await using (var store = await BulkStore.Open(folder, options))
            {
                devices.AddRange(await store.AddCars(size - devices.Count));
                perDueRow = await CpuPerDueRow(store);
            }
            await server.StartAgain();
            rows.Add((size, await CpuPerRead(server, devices), perDueRow));
            Console.Error.WriteLine($"  {rows[^1]}");
        }
        return new
        {
            database = options.Postgres is null ? "SQLite" : "PostgreSQL",
            table = rows.Select(row => new { devices = row.Devices, cpuMicrosecondsPerRead = row.PerRead, cpuMicrosecondsPerDueRow = row.PerDueRow }),
            readGrowth = Math.Round(rows[^1].PerRead / rows[0].PerRead, 2), dueRowGrowth = Math.Round(rows[^1].PerDueRow / rows[0].PerDueRow, 2),
        };
    }

    private static async Task<double> CpuPerRead(ServerProcess server, IReadOnlyList<Guid> devices)
    {
        using var http = await server.SignIn();
        await Read(5_000);
        var cpu = server.Cpu;
        await Read(Reads);
        return Math.Round((server.Cpu - cpu).TotalMicroseconds / Reads, 1);

        Task Read(int count) => Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = HttpLoad.AtOnce }, async (_, stop) =>
        {
            using var answer = await http.GetAsync($"/connect/v1/entities/{devices[Random.Shared.Next(devices.Count)]}/readings/last", stop);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}");
        });
    }

    // As many rows warm up as are counted, so that compiling is not; the figure is of this process, which does nothing else meanwhile.
    private static async Task<double> CpuPerDueRow(BulkStore store)
    {
        await Take();
        var (rows, cpu) = await Take();
        return Math.Round(cpu.TotalMicroseconds / rows, 1);

        async Task<(int Rows, TimeSpan Cpu)> Take()
        {
            var (rows, cpu) = (0, TimeSpan.Zero);
            while (rows < DueRows)
            {
                await store.MakeDue();
                var before = Environment.CpuUsage.TotalTime;
                rows += await store.TakeDue();
                cpu += Environment.CpuUsage.TotalTime - before;
            }
            return (rows, cpu);
        }
    }
}
