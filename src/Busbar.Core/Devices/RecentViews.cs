using System.Collections.Concurrent;

namespace Busbar.Core.Devices;

/// <summary>Devices as they were read last: one that nothing has happened to is not put together again from seven tables.</summary>
internal static class RecentViews
{
    /// <summary>About 15 MB.</summary>
    private const int Most = 5_000;

    /// <summary>Set by tests: every view that is remembered is read again and compared.</summary>
    private static readonly bool isChecked = AppContext.TryGetSwitch("Busbar.ChecksRecentViews", out var isOn) && isOn;

    private static readonly ConcurrentDictionary<(Guid, DeviceGroup?), Entry> all = new();

    /// <param name="revision">As it stands in the store now.</param>
    /// <param name="read">Reads the device itself, where it is one of the group; whatever it is, where none is named.</param>
    public static async Task<DeviceView?> Find(Guid id, DeviceGroup? group, Revision revision, Func<DeviceGroup?, Task<ViewRow?>> read)
    {
        if (all.TryGetValue((id, group), out var entry) && entry.Revision == revision)
        {
            // Of any group, so that one that has left its own is found out too. Where each statement sees what is there at its own moment, a change may have come in between.
            if (isChecked && await read(null) is { } row && row.Revision == revision && row != entry.Row) throw new InvalidOperationException($"Device {id} has changed, and its revision has not: it was {entry.Row} and is {row}.");
            return entry.View;
        }
        if (await read(group) is not { } fresh) return null;
        if (all.Count >= Most) all.Clear();
        return (all[(id, group)] = new Entry(fresh.Revision, fresh.ToView(), isChecked ? fresh : null)).View;
    }

    private sealed record Entry(Revision Revision, DeviceView View, ViewRow? Row);
}
