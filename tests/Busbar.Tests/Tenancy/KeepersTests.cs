using Busbar.Core.Tenancy;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Tenancy;

public sealed class KeepersTests
{
    private static readonly Guid[] all = [.. Enumerable.Range(1, 4).Select(i => new Guid($"0199f3a2-0000-7000-8000-{i:000000000000}"))];

    [Theory]
    [InlineData("a+", "a", false)]
    [InlineData("a+ b+", "a", true)]
    [InlineData("a+ b-", "a", false)]
    [InlineData("a+ b-", "b", true)]
    [InlineData("a-", "a", false)]
    [InlineData("a- b-", "a", false)]
    [InlineData("a+", "b", true)]
    [InlineData("", "a", true)]
    public void The_last_who_can_act_stays(string keepers, string leaving, bool may) => Assert.Equal(may, Keepers.MayLeave(
        [.. keepers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(keeper => new Keeper(Named(keeper[..1]), keeper[1] == '+'))], Named(leaving)));

    /// <summary>Whoever comes, goes and is revoked, in whatever order: somebody stays, and whoever could act goes only where another can.</summary>
    [Fact]
    public void Whatever_comes_somebody_stays() => Prop.ForAll(Deeds(), deeds =>
    {
        var keepers = new Dictionary<Guid, bool> { [all[0]] = true };
        foreach (var (who, deed) in deeds)
        {
            var couldAct = keepers.Count(keeper => keeper.Value);
            switch (deed)
            {
                case 0: keepers.TryAdd(who, true); break;
                case 1 when keepers.ContainsKey(who): keepers[who] = false; break;
                case 2 or 3:
                    if (!Keepers.MayLeave([.. keepers.Select(keeper => new Keeper(keeper.Key, keeper.Value))], who)) break;
                    keepers.Remove(who);
                    if (couldAct > 0 && !keepers.ContainsValue(true)) return false;
                    break;
            }
            if (keepers.Count == 0) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<List<(Guid Who, int Deed)>> Deeds() => Gen.Elements(all).SelectMany(who => Gen.Choose(0, 3).Select(deed => (who, deed))).ListOf().ToArbitrary();

    private static Guid Named(string name) => all[name[0] - 'a'];
}
