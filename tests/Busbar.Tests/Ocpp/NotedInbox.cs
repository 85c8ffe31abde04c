using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Tests.Ocpp;

/// <summary>An inbox that writes down what it is given in tables of the same store, so that a unit that rolls back takes it along.</summary>
internal sealed class NotedInbox
{
    private readonly Ids ids = new(TimeProvider.System);
    private long last;

    public NotedInbox(OneConnection store)
    {
        Store = store;
        store.Write(db => db.ExecuteAsync(
            """
            create table facts (number bigint, device text, online bigint, heard_at bigint);
            create table observations (number bigint, device text, signal text, value double precision, text text, at bigint);
            create table devices (id text, tenant text, vendor_id text, parent text, commands text);
            create table ended_links (number bigint, id text, device text);
            """)).GetAwaiter().GetResult();
    }

    public OneConnection Store { get; }

    /// <summary>Links that were cancelled.</summary>
    public HashSet<Guid> Cancelled { get; } = [];

    public IInbox Port => new Adapter(this);

    /// <summary>The newest value of a signal.</summary>
    public async Task<Value?> Value(Guid device, Signal signal) =>
        (await Store.Rows<(double Number, string? Text)>(
            "select value, text from observations where device = @device and signal = @signal order by at desc, number desc limit 1",
            new { device = device.ToString(), signal = signal.ToString() })).Select(row => (Value?)new Value(row.Number, row.Text)).FirstOrDefault();

    public async Task<IReadOnlyList<(double Value, DateTimeOffset At)>> Values(Guid device, Signal signal) =>
        [.. (await Store.Rows<(double Number, long At)>("select value, at from observations where device = @device and signal = @signal order by number",
            new { device = device.ToString(), signal = signal.ToString() })).Select(row => (row.Number, row.At.ToTime()))];

    /// <summary>The last word on whether the device is connected; null where none was said.</summary>
    public async Task<bool?> Online(Guid device) =>
        (await Store.Rows<long?>("select online from facts where device = @device and online is not null order by number desc limit 1", new { device = device.ToString() }))
            .FirstOrDefault() is { } online ? online == 1 : null;

    public async Task<Guid?> Device(Guid tenant, string vendorId) =>
        (await Store.Rows<string>("select id from devices where tenant = @tenant and vendor_id = @vendorId", new { tenant = tenant.ToString(), vendorId }))
            .Select(id => (Guid?)Guid.Parse(id)).FirstOrDefault();

    /// <summary>Rows in the order in which they came.</summary>
    private long Next() => Interlocked.Increment(ref last);

    private async Task<IReadOnlyDictionary<string, Guid>> Register(DbConnection db, Guid tenant, IReadOnlyList<FoundDevice> devices)
    {
        var found = new Dictionary<string, Guid>();
        foreach (var device in devices)
        {
            var row = new { tenant = tenant.ToString(), vendorId = device.VendorId, parent = device.ParentVendorId, commands = string.Join(' ', device.Commands), id = ids.New().ToString() };
            var known = await db.ExecuteScalarAsync<string?>("select id from devices where tenant = @tenant and vendor_id = @vendorId", row);
            await db.ExecuteAsync(known is null
                ? "insert into devices values (@id, @tenant, @vendorId, @parent, @commands)"
                : "update devices set parent = @parent, commands = @commands where tenant = @tenant and vendor_id = @vendorId", row);
            found[device.VendorId] = Guid.Parse(known ?? row.id);
        }
        return found;
    }

    private sealed class Adapter(NotedInbox notes) : IInbox
    {
        public async Task Take(DbConnection db, Facts facts)
        {
            await db.ExecuteAsync("insert into facts values (@number, @device, @online, @heard)",
                new { number = notes.Next(), device = facts.DeviceId.ToString(), online = facts.Online is { } online ? (online ? 1L : 0L) : (long?)null, heard = facts.HeardAt.ToMicros() });
            foreach (var seen in facts.Observations)
                await db.ExecuteAsync("insert into observations values (@number, @device, @signal, @value, @text, @at)",
                    new { number = notes.Next(), device = facts.DeviceId.ToString(), signal = seen.Signal.ToString(), value = seen.Value.Number, text = seen.Value.Text, at = seen.MeasuredAt.ToMicros() });
        }

        public async Task<IReadOnlyDictionary<string, Guid>> FinishLink(DbConnection db, Guid tenantId, Guid linkId, LinkStep.Linked linked)
        {
            if (notes.Cancelled.Contains(linkId)) return new Dictionary<string, Guid>();
            var found = await notes.Register(db, tenantId, linked.Devices);
            await db.ExecuteAsync("insert into ended_links values (@number, @link, @device)", new { number = notes.Next(), link = linkId.ToString(), device = found[linked.Account].ToString() });
            return found;
        }

        public Task<IReadOnlyDictionary<string, Guid>> AddDevices(DbConnection db, Guid tenantId, Guid deviceId, IReadOnlyList<FoundDevice> devices) => notes.Register(db, tenantId, devices);
    }
}
