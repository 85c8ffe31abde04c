using Busbar.Core.Ports;
using Busbar.Vendors;
using Busbar.Vendors.Recipes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Recipes;

/// <summary>Call budgets.</summary>
public sealed class BudgetTests : Stores
{
    private static readonly BudgetRule Minute = new("minute", BudgetHolder.Grant, TimeSpan.FromSeconds(60), 5, [Deed.Read, Deed.Command], 2);
    private static readonly BudgetRule Day = new("day", BudgetHolder.App, TimeSpan.FromDays(1), 8, [Deed.Read], 0);
    private static readonly Guid One = new("018f0000-0000-7000-8000-000000000001"), Two = new("018f0000-0000-7000-8000-000000000002");
    private readonly HandClock clock = HandClock.AtNoon();


    [Theory, OnSqlite, OnPostgres]
    public async Task Reads_leave_the_reserve_for_commands(Engine engine)
    {
        var budgets = new Budgets(await Open(engine), clock);
        Assert.Equal(3, await Spend(budgets, One, Deed.Read, [Minute]));
        Assert.Equal(2, await Spend(budgets, One, Deed.Command, [Minute]));
        Assert.Equal(0, await Spend(budgets, One, Deed.Read, [Minute]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_fault_says_when_the_window_ends(Engine engine)
    {
        var budgets = new Budgets(await Open(engine), clock);
        await Spend(budgets, One, Deed.Command, [Minute]);
        clock.Advance(TimeSpan.FromSeconds(59));
        var fault = await Assert.ThrowsAsync<VendorFault>(() => budgets.Spend(Scopes(One), [Minute], Deed.Command, "Acme"));
        Assert.Equal((VendorFaultKind.OutOfBudget, false, clock.GetUtcNow().AddSeconds(1)), (fault.Kind, fault.MayHaveHappened, fault.RetryAt));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, await Spend(budgets, One, Deed.Command, [Minute]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Grants_have_their_own_and_share_the_applications(Engine engine)
    {
        var budgets = new Budgets(await Open(engine), clock);
        Assert.Equal(3, await Spend(budgets, One, Deed.Read, [Minute, Day]));
        Assert.Equal(3, await Spend(budgets, Two, Deed.Read, [Minute, Day]));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await Spend(budgets, One, Deed.Read, [Minute, Day]));
        // The day's budget is for reads only; and a refused call was not counted anywhere.
        Assert.Equal(3, await Spend(budgets, One, Deed.Command, [Minute, Day]));
        Assert.Equal([("minute", 0), ("day", 0)], Left(await budgets.Left(Scopes(One), [Minute, Day])));
        Assert.Equal([("minute", 5), ("day", 0)], Left(await budgets.Left(Scopes(Two), [Minute, Day])));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task They_survive_a_restart(Engine engine)
    {
        var database = await Open(engine);
        await Spend(new Budgets(database, clock), One, Deed.Command, [Minute]);
        Assert.Equal(0, await Spend(new Budgets(database, clock), One, Deed.Command, [Minute]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pause_holds_back_all_calls_and_is_never_shortened(Engine engine)
    {
        var budgets = new Budgets(await Open(engine), clock);
        var until = clock.GetUtcNow().AddMinutes(10);
        await budgets.HoldBack(Scopes(One).Grant!, until);
        await budgets.HoldBack(Scopes(One).Grant!, until.AddMinutes(-5));
        Assert.Equal(until, (await Assert.ThrowsAsync<VendorFault>(() => budgets.Spend(Scopes(One), [], Deed.Read, "Acme"))).RetryAt);
        Assert.Equal(until, (await Assert.ThrowsAsync<VendorFault>(() => budgets.Spend(Scopes(One), [Minute], Deed.Command, "Acme"))).RetryAt);
        Assert.Equal([new BudgetLeft("minute", 5, 0, until)], await budgets.Left(Scopes(One), [Minute]));
        await budgets.Spend(Scopes(Two), [Minute], Deed.Read, "Acme");
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(3, await Spend(budgets, One, Deed.Read, [Minute]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Calls_without_a_grant_count_for_the_application_only(Engine engine)
    {
        var budgets = new Budgets(await Open(engine), clock);
        Assert.Equal(8, await Spend(budgets, null, Deed.Read, [Minute, Day]));
        Assert.Equal([("day", 0)], Left(await budgets.Left(Scopes(null), [Minute, Day])));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Callers_at_once_never_get_more_than_there_is(Engine engine)
    {
        var budgets = new Budgets(await Open(engine), clock);
        var spent = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Spend(budgets, One, Deed.Command, [Minute]))));
        Assert.Equal(5, spent.Sum());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_window_ever_holds_more_than_its_limit(Engine engine)
    {
        var seed = Environment.TickCount;
        var (dice, budgets, spent) = (new Random(seed), new Budgets(await Open(engine), clock), new List<DateTimeOffset>());
        for (var step = 0; step < 400; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(dice.Next(0, 30)));
            try
            {
                await budgets.Spend(Scopes(One), [Minute], dice.Next(2) == 0 ? Deed.Read : Deed.Command, "Acme");
                spent.Add(clock.GetUtcNow());
            }
            catch (VendorFault fault)
            {
                Assert.True(fault.RetryAt > clock.GetUtcNow() && fault.RetryAt <= clock.GetUtcNow() + Minute.Per, $"seed {seed}");
            }
        }
        for (var start = 0; start < spent.Count;)
        {
            var inWindow = spent.Skip(start).TakeWhile(at => at < spent[start] + Minute.Per).Count();
            Assert.True(inWindow <= Minute.Limit, $"seed {seed}: {inWindow} calls in the window from {spent[start]:O}");
            start += inWindow;
        }
        Assert.True(spent.Count > 50, $"seed {seed}");
    }

    private static BudgetScopes Scopes(Guid? grant) => BudgetScopes.Of(Realm.Production, "acme", grant);

    private static IEnumerable<(string, int)> Left(IReadOnlyList<BudgetLeft> left) => left.Select(one => (one.Name, one.Left));

    /// <summary>Calls until there is no budget left, at most twenty times; how often it went well.</summary>
    private static async Task<int> Spend(Budgets budgets, Guid? grant, Deed deed, IReadOnlyList<BudgetRule> rules)
    {
        for (var count = 0; count < 20; count++)
        {
            try
            {
                await budgets.Spend(Scopes(grant), rules, deed, "Acme");
            }
            catch (VendorFault fault) when (fault.Kind == VendorFaultKind.OutOfBudget)
            {
                return count;
            }
        }
        return 20;
    }
}
