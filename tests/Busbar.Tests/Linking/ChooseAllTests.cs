using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Linking;

/// <summary>All devices of some kinds, with what they are part of: no more, and no less.</summary>
public sealed class ChooseAllTests
{
    private static readonly Arbitrary<(DeviceKind[] Kinds, FoundDevice[] Found)> accounts = (
        from kinds in Gen.NonEmptyListOf(Gen.Elements(Enum.GetValues<DeviceKind>())).Select(list => list.Distinct().ToArray())
        from size in Gen.Choose(0, 9)
        from found in Gen.CollectToList(Enumerable.Range(0, size), i =>
            from kind in Gen.Elements(Enum.GetValues<DeviceKind>())
            from parent in Gen.Choose(-3, size - 1)
            select new FoundDevice(kind, $"d{i}", null, null, null, parent < 0 ? null : $"d{parent}", [], []))
        select (kinds, found.ToArray())).ToArbitrary();

    [Fact]
    public void They_are_whole_and_in_order()
    {
        Prop.ForAll(accounts, set =>
        {
            var (kinds, found) = set;
            var meant = found.Where(device => kinds.Contains(device.Kind)).ToList();
            if (!ChooseDevice.All(kinds, found).Ok(out var chosen, out var reason)) return meant.Count == 0 && reason.Failure is LinkFailure.DeviceNotInAccount;

            var all = chosen.All.ToHashSet();
            var related = found.Where(device => meant.Contains(device) || meant.Any(one => IsAbove(device, one, found))).ToHashSet();
            return kinds.Contains(chosen.Asked.Kind) && all.Count == chosen.All.Count && all.SetEquals(related);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_whole_stands_before_its_parts()
    {
        FoundDevice[] found = [Thing(DeviceKind.Battery, "b", "p"), Thing(DeviceKind.Inverter, "i", "p"), Thing(DeviceKind.Meter, "m", "i"), Thing(DeviceKind.SolarPlant, "p"), Thing(DeviceKind.EV, "car")];
        Assert.True(ChooseDevice.All([DeviceKind.Inverter], found).Ok(out var chosen, out _));
        Assert.Equal(["p", "i"], chosen.All.Select(device => device.VendorId));
        Assert.Equal("i", chosen.Asked.VendorId);
    }

    private static FoundDevice Thing(DeviceKind kind, string id, string? parent = null) => new(kind, id, null, null, null, parent, [], []);

    // Ids are unique in these accounts, so a parent's name is enough.
    private static bool IsAbove(FoundDevice whole, FoundDevice part, FoundDevice[] found)
    {
        var passed = new HashSet<string> { part.VendorId };
        for (var one = Parent(part); one is not null && passed.Add(one.VendorId); one = Parent(one))
            if (one == whole) return true;
        return false;

        FoundDevice? Parent(FoundDevice device) => device.ParentVendorId is { } id && id != device.VendorId ? found.FirstOrDefault(other => other.VendorId == id) : null;
    }
}
