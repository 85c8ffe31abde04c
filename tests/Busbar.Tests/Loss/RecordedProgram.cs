using System.Globalization;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Busbar.Server.Setup;
using Busbar.Server.Storage;
using Busbar.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Loss;

/// <summary>
/// The program that is recorded while it works: the product's rooms over its own SQLite, busy with links, readings, commands and
/// renewals of grants. What was acknowledged is appended to <c>busbar.db.ack</c>, so that it stands in the recording in true order.
/// </summary>
/// <remarks>Arguments: <c>record FOLDER ACKNOWLEDGEMENTS SYNCHRONOUS</c>. The tests' own assembly is the program.</remarks>
internal static class RecordedProgram
{
    private const int Workers = 8;

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["record", var folder, var count, var synchronous]) return 2;
        var options = BusbarOptions.Read(["--data", folder], _ => null);
        await using var store = await Store.Open(options.Store with { Synchronous = synchronous }, NullLogger.Instance, TimeProvider.System);
        await using var services = new ServiceCollection().AddLogging().AddBusbar(options, store, TimeProvider.System)
            .AddSingleton<IVendors>(_ => new OneVendor(new RecordedBrand())).BuildServiceProvider();
        await using var acks = new Acknowledgements(Path.Combine(folder, SqliteDatabase.FileName + ".ack"), int.Parse(count, CultureInfo.InvariantCulture));
        var tenant = await services.GetRequiredService<AddTenant>().Add("recorded", Realm.Sandbox);
        var client = await services.GetRequiredService<AddClient>().Add(tenant.Value, "Recorded", null, ["http://localhost"], null);
        await Task.WhenAll(Enumerable.Range(1, Workers).Select(worker => Task.Run(() => new Worker(services, client.Value.Client, acks, worker).Run())));
        return 0;
    }

    private sealed class Worker(IServiceProvider services, Client client, Acknowledgements acks, int number)
    {
        private readonly Database database = services.GetRequiredService<Database>();
        private readonly RecordedBrand brand = (RecordedBrand)services.GetRequiredService<IVendors>().List(Realm.Sandbox)[0];

        public async Task Run()
        {
            for (var round = 1; !acks.Enough; round++)
            {
                var device = await Link($"car-{number}-{round}");
                for (var i = 1; i <= 6; i++) await Measure(device, round, i);
                await Tell(device);
                await Renew(device);
            }
        }

        private async Task<Device> Link(string identifier)
        {
            var order = new LinkOrder(DeviceKind.EV, "recorded", new Dictionary<string, string> { [LinkInputs.Identifier] = identifier }, null, null, null);
            var link = (await services.GetRequiredService<StartLink>().Start(client, order, default)).Value;
            acks.Append($"link {link.Id}");
            return (await database.Read(db => DeviceTable.Find(db, link.DeviceId!.Value)))!;
        }

        private async Task Measure(Device device, int round, int i)
        {
            var now = TimeProvider.System.GetUtcNow().Stored();
            Observation[] seen = [new(Signal.StateOfCharge, 50 + i, now), new(Signal.IsPluggedIn, true, now), new(Signal.EnergyIn, round * 100 + i, now), new(Signal.IsCharging, i is > 1 and < 6, now)];
            await database.Write(db => services.GetRequiredService<TakeReadings>().Take(db, new Facts(device.Id, seen, now, FactSource.Push)));
            acks.Append($"reading {device.Id} {now.ToMicros()}");
        }

        private async Task Tell(Device device)
        {
            var told = await services.GetRequiredService<SendCommand>().Send(client, device.Id, new Command(CommandKind.StartCharging), null);
            acks.Append($"command {told.Value.Id}");
            foreach (var taken in await database.Write(db => DueTable.Take(db, WorkKind.Command, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1), 2)))
            {
                await services.GetRequiredService<CarryOutCommand>().CarryOut(taken, default);
                acks.Append($"sent {taken.Id}");
            }
        }

        private async Task Renew(Device device)
        {
            await services.GetRequiredService<Grants>().Use(device.GrantId, brand, brand.RefuseOnce(), default);
            var grant = await database.Read(db => GrantTable.Find(db, device.GrantId));
            acks.Append($"grant {device.GrantId} {grant!.Version}");
        }
    }

    private sealed class Acknowledgements(string path, int enough) : IAsyncDisposable
    {
        private readonly FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        private readonly Lock gate = new();
        private int count;

        public bool Enough => Volatile.Read(ref count) >= enough;

        public void Append(string line)
        {
            lock (gate) file.Write(Encoding.ASCII.GetBytes(line + "\n"));
            Interlocked.Increment(ref count);
        }

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }

    /// <summary>Links at once, takes every command, and gives a new token whenever it is asked.</summary>
    private sealed class RecordedBrand : ILinkDevices, IReadDevices, ICommandDevices, IRefreshGrants
    {
        private int tokens;

        public Brand Brand { get; } = new("recorded", "Recorded", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.EV] = new(ConsentWay.None, []) });
        public Cadences Cadences { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10));
        public RefreshReplay Replay => RefreshReplay.Revokes;

        /// <summary>A call that refuses the first token that it is shown.</summary>
        public Func<GrantSecret, Task<bool>> RefuseOnce()
        {
            string? refused = null;
            return secret => (refused ??= secret.AccessToken) == secret.AccessToken ? throw new VendorFault(VendorFaultKind.GrantLost, false, "401") : Task.FromResult(true);
        }

        public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => Task.FromResult<LinkStep>(new LinkStep.Linked(
            "account-" + request.Inputs[LinkInputs.Identifier], Fresh(),
            [new FoundDevice(DeviceKind.EV, request.Inputs[LinkInputs.Identifier], null, null, "Model 1", null, [CommandKind.StartCharging], [])]));

        public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("No browser is sent.");
        public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException("Nothing is confirmed elsewhere.");
        public Task<ReadAnswer> Read(DeviceAddress device, GrantSecret secret, CancellationToken stop) => throw new InvalidOperationException("Nothing is polled.");
        public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop) => Task.CompletedTask;
        public Task<GrantSecret> Refresh(GrantSecret secret, CancellationToken stop) => Task.FromResult(Fresh());

        private GrantSecret Fresh() => new($"access-{Interlocked.Increment(ref tokens)}", "refresh", null, GrantSecret.NoExtras);
    }
}
