using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>One thing that an owner can choose: a kind of device of a brand.</summary>
public sealed record GuideChoice(ILinkDevices Vendor, DeviceKind Kind, BrandKind Way)
{
    public Brand Brand => Vendor.Brand;
}

/// <summary>What a guided session offers, and what it asks for.</summary>
public static class GuideOffer
{
    /// <summary>Everything that the client may link and that was not settled otherwise, by the brands' names.</summary>
    /// <param name="brand">The only brand, by id; null for all.</param>
    /// <param name="kind">The only kind; null for all.</param>
    public static IReadOnlyList<GuideChoice> Of(Client client, string? brand, DeviceKind? kind, IVendors vendors) =>
    [
        .. from vendor in vendors.List(client.Realm).OfType<ILinkDevices>()
           where client.Brands?.Contains(vendor.Brand.Id) is not false && (brand is null || vendor.Brand.Id == brand)
           orderby vendor.Brand.Name.ToUpperInvariant(), vendor.Brand.Id
           from way in vendor.Brand.Kinds
           where kind is null || way.Key == kind
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
        var asked = choice.Way.Inputs.Where(input => input.Name is not LinkInputs.Name && !CheckOrder.IsSettled(input, session.Properties)).ToList();
        var isNumberMissing = last is { Failure: LinkFailure.SeveralDevices } && last.Brand == choice.Brand.Id && last.Kind == choice.Kind
            && asked.All(input => input.Name is not LinkInputs.Identifier);
        return isNumberMissing ? [new BrandInput(LinkInputs.Identifier, false), .. asked] : asked;
    }
}
