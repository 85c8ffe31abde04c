using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.Connect;

/// <summary>A link as an onboarding request, and back.</summary>
internal sealed class OnboardingWords(IVendors vendors, Addresses addresses, LinkToken tokens, TimeProvider time)
{
    private static readonly JsonElement Linked = JsonSerializer.SerializeToElement(new { outcome = "Linked" });
    private static readonly JsonElement AlreadyLinked = JsonSerializer.SerializeToElement(new { outcome = "AlreadyLinked" });

    public static LinkOrder Order(EntityOnboardingRequest request) => new(
        ConnectWords.Kind(request.Type), request.Brand!, Given(request), request.Properties is { } json ? ConnectWords.Text(json) : null, Set(request.ReturnUrl), request.Owner);

    /// <param name="device">What came of it, where the caller sees it.</param>
    public OnboardingRequest Show(Link stored, Device? device, Client caller)
    {
        var link = stored.At(time.GetUtcNow());
        return new OnboardingRequest(
            Action(link), link.CreatedAt, new OnboardingRequestData(null, Entity(link, device, caller)), link.Id, link.ClientId, OnboardingRequestType.Entity,
            link.ReturnUrl, ConnectWords.Status(link.Status), link.Failure is { } failure ? [new OnboardingRequestError(failure.ToString(), link.FailureMessage)] : null);
    }

    private OnboardingRequestAction? Action(Link link)
    {
        if (link.IsOver || ConnectWords.Action(link.Consent) is not { } type) return null;
        var page = new Uri(addresses.Link(tokens.Of(link.Id)));
        return type switch
        {
            OnboardingRequestActionType.Redirect => new OnboardingRequestAction(null, page, type),
            OnboardingRequestActionType.Consent => new OnboardingRequestAction(page, null, type),
        };
    }

    private OnboardingEntity Entity(Link link, Device? device, Client caller)
    {
        var (type, brand) = (ConnectWords.Type(link.Kind), ConnectWords.Brand(vendors, caller.Realm, link.Brand));
        return new OnboardingEntity(
            null, link.DeviceId,
            new EntityInformation(
                type, brand, link.Identifier, link.Inputs.GetValueOrDefault(LinkInputs.PairingCode), link.Inputs.GetValueOrDefault(LinkInputs.AssociatedEmail),
                link.Inputs.GetValueOrDefault(LinkInputs.Name), link.Inputs.GetValueOrDefault(LinkInputs.Track)),
            link.UserId, ConnectWords.Json(link.Properties),
            device is null ? null : new EntityReference(brand, device.Model, device.Identifier ?? device.VendorId),
            link.Status is not LinkStatus.Succeeded ? null : link.WasLinkedBefore ? AlreadyLinked : Linked,
            type);
    }

    private static Dictionary<string, string> Given(EntityOnboardingRequest request)
    {
        var given = new Dictionary<string, string>();
        Put(LinkInputs.Identifier, request.Identifier);
        Put(LinkInputs.PairingCode, request.PairingCode);
        Put(LinkInputs.AssociatedEmail, request.AssociatedEmail);
        Put(LinkInputs.Name, request.Name);
        Put(LinkInputs.Track, request.Track);
        return given;

        void Put(string name, string? value)
        {
            if (Set(value) is { } set) given[name] = set;
        }
    }

    private static string? Set(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
