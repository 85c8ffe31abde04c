using Busbar.Core.Devices;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Devices;

public sealed class PartsTests
{
    /// <summary>Of any forest, with circles in it too: exactly those from which a way up leads to the whole, each once.</summary>
    [Fact]
    public void Parts_are_those_that_lead_up_to_the_whole() => Prop.ForAll(Gen.Choose(-1, 7).ArrayOf(8).ToArbitrary(), parents =>
    {
        Device[] all = [.. parents.Select((parent, i) => A(i, parent < 0 ? null : parent))];
        return all.All(whole => Parts.Of(whole, all).Select(part => part.Id).Order().SequenceEqual(all.Where(device => device != whole && LeadsTo(whole, device)).Select(device => device.Id).Order()));

        bool LeadsTo(Device whole, Device device)
        {
            for (var steps = 0; steps < all.Length && device.ParentId is { } parent; steps++)
            {
                if (parent == whole.Id) return true;
                device = all.Single(other => other.Id == parent);
            }
            return false;
        }
    }).QuickCheckThrowOnFailure();

    private static Device A(int number, int? parent) => new(
        Id(number), default, default, default, DeviceKind.Inverter, "brand", $"{number}", null, null, null, parent is { } given ? Id(given) : null, null, [], default);

    private static Guid Id(int number) => new($"0199f3a2-0000-7000-8000-{number + 1:000000000000}");
}
