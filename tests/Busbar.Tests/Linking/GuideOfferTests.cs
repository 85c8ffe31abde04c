using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Linking;

/// <summary>What a guided session offers is what an application could order itself, and nothing else.</summary>
public sealed class GuideOfferTests
{
    private static readonly FakeBrands brands = new(new FakeClock());
    private static readonly string[] ids = [.. brands.List(Realm.Sandbox).Select(vendor => vendor.Brand.Id)];

    /// <summary>A client's brands, and what a session settles; an id of no brand now and then.</summary>
    private static readonly Arbitrary<(string[]? Allowed, string? Brand, DeviceKind? Kind)> settings = (
        from allowed in Gen.OneOf(Gen.Constant((string[]?)null), Gen.SubListOf(ids).Select(some => (string[]?)some.ToArray()))
        from brand in Gen.Frequency((2, Gen.Constant((string?)null)), (3, Gen.Elements<string?>([.. ids, "nobody"])))
        from kind in Gen.Frequency((2, Gen.Constant((DeviceKind?)null)), (3, Gen.Elements(Enum.GetValues<DeviceKind>().Select(kind => (DeviceKind?)kind))))
        select (allowed, brand, kind)).ToArbitrary();

    [Fact]
    public void Exactly_what_can_be_ordered_is_offered()
    {
        Prop.ForAll(settings, set =>
        {
            var client = Client(set.Allowed);
            var offered = GuideOffer.Of(client, set.Brand, Only(set.Kind), brands).Select(choice => (choice.Brand.Id, choice.Kind)).ToHashSet();
            var orderable = from id in ids
                            from kind in Enum.GetValues<DeviceKind>()
                            let fault = CheckOrder.Check(new LinkOrder(kind, id, new Dictionary<string, string>(), null, null, null), client, brands).Fault?.Kind
                            where fault is not (FaultKind.BrandUnknown or FaultKind.KindNotOffered) && (set.Brand is null || id == set.Brand) && (set.Kind is null || kind == set.Kind)
                            select (id, kind);
            return offered.SetEquals(orderable);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Settling_more_never_offers_more()
    {
        Prop.ForAll(settings, set =>
        {
            var all = GuideOffer.Of(Client(null), null, null, brands).Select(choice => (choice.Brand.Id, choice.Kind)).ToList();
            var some = GuideOffer.Of(Client(set.Allowed), set.Brand, Only(set.Kind), brands).Select(choice => (choice.Brand.Id, choice.Kind)).ToList();
            // In the same order, too.
            return all.Where(some.Contains).SequenceEqual(some);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Linking_all_devices_offers_the_same_in_fewer_choices()
    {
        Prop.ForAll(settings, set =>
        {
            var single = GuideOffer.Of(Client(set.Allowed), set.Brand, Only(set.Kind), brands);
            var whole = GuideOffer.Of(Client(set.Allowed), set.Brand, Only(set.Kind), brands, allDevices: true);
            return whole.SelectMany(choice => choice.Kinds.Select(kind => (choice.Brand.Id, kind))).Order().SequenceEqual(single.Select(choice => (choice.Brand.Id, choice.Kind)).Order())
                && whole.All(choice => choice.Kinds[0] == choice.Kind && choice.Kinds.All(kind => choice.Brand.Kinds[kind].Consent == choice.Way.Consent))
                && whole.Select(choice => choice.Brand.Name.ToUpperInvariant()).SequenceEqual(whole.Select(choice => choice.Brand.Name.ToUpperInvariant()).Order());
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(null, "identifier flow")]
    [InlineData("""{"flow":"B2C"}""", "identifier")]
    [InlineData("""{"flow":"B2X"}""", "identifier flow")]
    [InlineData("""[1]""", "identifier flow")]
    public void What_the_application_has_settled_is_not_asked(string? properties, string asked) =>
        Assert.Equal(asked.Split(' '), GuideOffer.Asks(Choice("fluvius", DeviceKind.Meter), Session(properties), null).Select(input => input.Name));

    [Fact]
    public void An_account_with_several_makes_the_number_be_asked()
    {
        var (plant, session) = (Choice("huawei", DeviceKind.SolarPlant), Session(null));
        Assert.Empty(GuideOffer.Asks(plant, session, null));
        var several = Open(plant).Fail(LinkFailure.SeveralDevices, "Two.");
        Assert.Equal(["identifier"], GuideOffer.Asks(plant, session, several).Select(input => input.Name));
        Assert.Empty(GuideOffer.Asks(Choice("huawei", DeviceKind.Inverter), session, several));
        Assert.Single(GuideOffer.Asks(Choice("tesla", DeviceKind.EV), session, several with { Brand = "tesla", Kind = DeviceKind.EV }));
    }

    [Theory]
    [InlineData(null, """{"flow":"B2B"}""")]
    [InlineData("""{"contract":42,"flow":7}""", """{"contract":42,"flow":"B2B"}""")]
    [InlineData("""[1]""", """[1]""")]
    public void Answers_join_the_applications_own_properties(string? properties, string joined)
    {
        var (choice, session) = (Choice("fluvius", DeviceKind.Meter), Session(properties));
        var answers = new Dictionary<string, string> { ["identifier"] = " 541448 920000 000001 ", ["flow"] = "B2B", ["pairingCode"] = "not asked", ["name"] = "not asked" };
        var order = GuideAnswers.Order(session, null, choice, GuideOffer.Asks(choice, session, null), answers, Client(null));
        Assert.Equal(joined, order.Properties);
        Assert.Equal(new Dictionary<string, string> { ["identifier"] = "541448920000000001", ["flow"] = "B2B" }, order.Inputs);
        Assert.Null(CheckOrder.Check(order, Client(null), brands).Fault);
    }

    private static GuideChoice Choice(string brand, DeviceKind kind) => GuideOffer.Of(Client(null), brand, [kind], brands).Single();

    private static DeviceKind[]? Only(DeviceKind? kind) => kind is { } one ? [one] : null;

    private static Client Client(string[]? allowed) => new(Guid.Empty, Guid.Empty, Realm.Sandbox, "id", "An application", [], allowed, DateTimeOffset.UnixEpoch, null);

    private static GuidedSession Session(string? properties) => new(
        Guid.Empty, Guid.Empty, Guid.Empty, "A company", null, null, null, null, null, properties, null, null, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

    private static Link Open(GuideChoice choice) => new(
        Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, true, null, choice.Kind, choice.Brand.Id, choice.Way.Consent, new Dictionary<string, string>(), null, null,
        LinkStatus.Pending, null, null, null, null, null, null, false, false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), 1);
}
