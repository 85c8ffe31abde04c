using Busbar.Core.Devices;
using Busbar.Core.Linking;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Linking;

public sealed class LinkScopesTests
{
    private static readonly Arbitrary<(IReadOnlyList<LinkScope>? A, IReadOnlyList<LinkScope>? B, IReadOnlyList<LinkScope>? C)> lists = (
        from a in Lists() from b in Lists() from c in Lists() select (a, b, c)).ToArbitrary();

    [Fact]
    public void Agreeing_again_takes_nothing_away()
    {
        Prop.ForAll(lists, set =>
            Same(LinkScopes.Together(set.A, set.B), LinkScopes.Together(set.B, set.A))
            && Same(LinkScopes.Together(LinkScopes.Together(set.A, set.B), set.C), LinkScopes.Together(set.A, LinkScopes.Together(set.B, set.C)))
            && Same(LinkScopes.Together(set.A, set.A), set.A)
            && (LinkScopes.Together(set.A, set.B) is not { } both || (set.A!.All(both.Contains) && set.B!.All(both.Contains) && both.Count <= set.A!.Count + set.B!.Count)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_store_gives_back_what_it_was_given() => Prop.ForAll(lists, set => Same(LinkScopes.Read(LinkScopes.Write(set.A)), set.A)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_kind_has_a_scope_for_its_data_and_every_scope_a_kind()
    {
        foreach (var kind in Enum.GetValues<DeviceKind>())
            Assert.Contains(Enum.GetValues<LinkScope>(), scope => LinkScopes.Kinds(scope).Contains(kind) && LinkScopes.Sort(scope) is ScopeSort.Data);
        Assert.All(Enum.GetValues<LinkScope>(), scope => Assert.NotEmpty(LinkScopes.Kinds(scope)));
        Assert.Equal([LinkScope.VehicleData], LinkScopes.Of([DeviceKind.EV], [LinkScope.VehicleData, LinkScope.MeterData])!);
    }

    private static Gen<IReadOnlyList<LinkScope>?> Lists() =>
        Gen.Frequency((1, Gen.Constant((IReadOnlyList<LinkScope>?)null)), (5, Gen.SubListOf(Enum.GetValues<LinkScope>()).Select(some => (IReadOnlyList<LinkScope>?)some.ToList())));

    private static bool Same(IReadOnlyList<LinkScope>? one, IReadOnlyList<LinkScope>? other) => one is null ? other is null : other is not null && one.Order().SequenceEqual(other.Order());
}
