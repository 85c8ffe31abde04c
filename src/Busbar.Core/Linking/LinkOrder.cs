using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>What an application asks for when it wants a device linked.</summary>
/// <param name="Brand">Id or name, whatever the case.</param>
/// <param name="Inputs">Non-empty values by input name, see <see cref="LinkInputs"/>.</param>
/// <param name="Properties">The application's own JSON, as text; brands may ask for members of it.</param>
/// <param name="Owner">A principal of kind User that the device is to belong to; null makes a user of its own.</param>
/// <param name="CollectiveId">A collective that the device is to enter; where that is a household and no owner is named, the device belongs to its user.</param>
public sealed record LinkOrder(DeviceKind Kind, string Brand, IReadOnlyDictionary<string, string> Inputs, string? Properties, string? ReturnUrl, Guid? Owner,
    Guid? CollectiveId = null)
{
    /// <summary>All devices of these kinds are to be linked that the account holds; null for the one that is meant.</summary>
    public IReadOnlyList<DeviceKind>? AllOf { get; init; }

    /// <summary>What the owner is asked to let the application have; null for everything.</summary>
    public IReadOnlyList<LinkScope>? Scopes { get; init; }

    /// <summary>The id that the device is to have, where it is a new one; null for one of our making.</summary>
    public Guid? DeviceId { get; init; }
}

/// <summary>Whether an order can be taken, before anything is written or asked.</summary>
public static class CheckOrder
{
    /// <summary>The vendor and the inputs as the brand wants them, or the fault that names the field and the way out.</summary>
    public static Result<(ILinkDevices Vendor, BrandKind Way, IReadOnlyDictionary<string, string> Inputs)> Check(LinkOrder order, Client caller, IVendors vendors)
    {
        if (vendors.Find(caller.Realm, order.Brand) is not ILinkDevices vendor || caller.Brands?.Contains(vendor.Brand.Id) is false)
            return new Fault(FaultKind.BrandUnknown, $"There is no brand '{order.Brand}' here.", "brand");
        if (!vendor.Brand.Kinds.TryGetValue(order.Kind, out var way))
            return new Fault(FaultKind.KindNotOffered, $"{vendor.Brand.Name} offers {string.Join(", ", vendor.Brand.Kinds.Keys)}, not {order.Kind}.", "type");
        if (order.ReturnUrl is { } returnUrl && Return(returnUrl, caller) is { } elsewhere) return elsewhere;

        var (inputs, faults) = Inputs(order, vendor.Brand, way);
        return faults is [var first, ..] ? first : (vendor, way, inputs);
    }

    /// <summary>Whether browsers may be sent back there.</summary>
    public static Fault? Return(string returnUrl, Client caller) => ReturnAddress.IsAllowed(returnUrl, caller.ReturnAddresses) ? null
        : new Fault(FaultKind.ReturnAddressNotAllowed, "This address is not on the application's list of return addresses. Its operator adds it there.", "returnUrl");

    /// <summary>Whether this is somebody that a device can belong to.</summary>
    public static Fault? Owner(PrincipalKind? kind) => kind is PrincipalKind.User ? null
        : Fault.Invalid("owner", "This is not the id of a user of this tenant. Leave it out, and the device gets a user of its own.");

    /// <summary>The inputs as the brand wants them, and everything that is wrong with them: at most one fault for each.</summary>
    public static (IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<Fault> Faults) Inputs(LinkOrder order, Brand brand, BrandKind way)
    {
        var inputs = new Dictionary<string, string>(order.Inputs);
        if (inputs.TryGetValue(LinkInputs.Identifier, out var identifier)) inputs[LinkInputs.Identifier] = order.Kind is DeviceKind.EV ? identifier.Trim().ToUpperInvariant() : identifier.Trim();

        var faults = new List<Fault>();
        foreach (var wanted in way.Inputs)
        {
            if (IsNeedless(wanted, way, order.AllOf is not null)) continue;
            var isProperty = !IsOwn(wanted.Name);
            if (isProperty && Property(order.Properties, wanted.Name) is { } property) inputs[wanted.Name] = property;
            var field = isProperty ? "properties." + wanted.Name : wanted.Name;
            if (!inputs.TryGetValue(wanted.Name, out var value))
            {
                if (wanted.Required) faults.Add(Fault.Missing(field, $"{brand.Name} needs '{field}' to link a {order.Kind}."));
            }
            else if (!Fits(wanted, value)) faults.Add(Fault.Invalid(field, Explain(order.Kind, wanted.Name, wanted.Pattern!)));
        }
        return (inputs, faults);
    }

    /// <summary>Whether custom properties hold this input already, as the brand wants it.</summary>
    public static bool IsSettled(BrandInput wanted, string? properties) => !IsOwn(wanted.Name) && Property(properties, wanted.Name) is { } value && Fits(wanted, value);

    /// <summary>Who signs in and links all devices need not name one.</summary>
    public static bool IsNeedless(BrandInput wanted, BrandKind way, bool allDevices) => allDevices && way.Consent is ConsentWay.Redirect && wanted.Name is LinkInputs.Identifier;

    /// <summary>Whether an input has a field of its own; the others are custom properties.</summary>
    public static bool IsOwn(string name) =>
        name is LinkInputs.Identifier or LinkInputs.PairingCode or LinkInputs.AssociatedEmail or LinkInputs.Name or LinkInputs.Track;

    // Whatever an application sends, the time for it grows with its length alone.
    private static bool Fits(BrandInput wanted, string value) =>
        wanted.Pattern is not { } pattern || Regex.IsMatch(value, $@"^(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static string? Property(string? properties, string name)
    {
        if (properties is null) return null;
        using var json = JsonDocument.Parse(properties);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
    }

    private static string Explain(DeviceKind kind, string name, string pattern) =>
        kind is DeviceKind.EV && name is LinkInputs.Identifier
            ? "A vehicle identification number (VIN) has 17 letters and digits, without I, O and Q."
            : $"The value must have the form {pattern}.";
}
