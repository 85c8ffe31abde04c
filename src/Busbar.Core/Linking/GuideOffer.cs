using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>One thing that an owner can choose: a kind of device of a brand.</summary>
public sealed record GuideChoice(ILinkDevices Vendor, DeviceKind Kind, BrandKind Way)
{
    public Brand Brand => Vendor.Brand;

    /// <summary>All kinds that are linked by choosing this: several only where a session links all devices.</summary>
    public IReadOnlyList<DeviceKind> Kinds { get; init; } = [Kind];
}

/// <summary>What a guided session offers, and what it asks for.</summary>
public static class GuideOffer
{
    /// <summary>Everything that the client may link and that was not settled otherwise, by the brands' names.</summary>
    /// <param name="brand">The only brand, by id; null for all.</param>
    /// <param name="kinds">The only kinds; null for all.</param>
    /// <param name="allDevices">Kinds that a brand links in one go are one choice.</param>
    public static IReadOnlyList<GuideChoice> Of(Client client, string? brand, IReadOnlyList<DeviceKind>? kinds, IVendors vendors, bool allDevices = false)
    {
        var single = Single(client, brand, kinds, vendors);
        return !allDevices ? single :
        [
            .. from choice in single
               group choice by (choice.Brand.Id, choice.Way.Consent, Inputs: string.Join(' ', choice.Way.Inputs.Where(input => !CheckOrder.IsNeedless(input, choice.Way, true)).Select(input => input.Name))) into together
               // What was asked for first leads.
               let choices = together.OrderBy(choice => kinds?.ToList().IndexOf(choice.Kind) ?? 0).ToList()
               orderby choices[0].Brand.Name.ToUpperInvariant(), choices[0].Brand.Id
               select choices[0] with { Kinds = [.. choices.Select(choice => choice.Kind)] },
        ];
    }

    private static IReadOnlyList<GuideChoice> Single(Client client, string? brand, IReadOnlyList<DeviceKind>? kinds, IVendors vendors) =>
    [
        .. from vendor in vendors.List(client.Realm).OfType<ILinkDevices>()
           where client.Brands?.Contains(vendor.Brand.Id) is not false && (brand is null || vendor.Brand.Id == brand)
           orderby vendor.Brand.Name.ToUpperInvariant(), vendor.Brand.Id
           from way in vendor.Brand.Kinds
           where kinds is null || kinds.Contains(way.Key)
           orderby way.Key
           select new GuideChoice(vendor, way.Key, way.Value),
    ];

    /// <summary>
    /// What the owner enters for a choice. A device that dials in is given an identity by us: one that anybody may type in could be
    /// another's. Who has several of a kind is asked for the number of one, once that has shown.
    /// </summary>
    /// <param name="last">The link before, if any.</param>
    public static IReadOnlyList<BrandInput> Asks(GuideChoice choice, GuidedSession session, Link? last)
    {
        if (choice.Vendor is IDialIn) return [];
        var asked = choice.Way.Inputs.Where(input => input.Name is not LinkInputs.Name && !IsKnown(input, choice, session) && !CheckOrder.IsSettled(input, session.Properties)).ToList();
        var isNumberMissing = last is { Failure: LinkFailure.SeveralDevices } && last.Brand == choice.Brand.Id && last.Kind == choice.Kind
            && asked.All(input => input.Name is not LinkInputs.Identifier);
        return isNumberMissing ? [new BrandInput(LinkInputs.Identifier, false), .. asked] : asked;
    }

    // A device that was linked before goes by the number that it has.
    private static bool IsKnown(BrandInput input, GuideChoice choice, GuidedSession session) =>
        CheckOrder.IsNeedless(input, choice.Way, session.AllDevices) || (session.Relinks is not null && input.Name is LinkInputs.Identifier);
}
