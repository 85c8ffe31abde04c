using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>What an owner enters, and what can be wrong with it.</summary>
public sealed partial class LinkWords
{
    public string ErrorsTitle => T("errors");
    public string ErrorPrefix => T("error");
    public string Optional => T("optional");

    public string InputLabel(GuideChoice choice, BrandInput input) => (input.Name, choice.Kind) switch
    {
        (LinkInputs.Identifier, DeviceKind.EV) => T("vin"),
        (LinkInputs.Identifier, DeviceKind.Meter) when input.Required => T("input.meter"),
        (LinkInputs.Identifier, DeviceKind.SolarPlant) => T("input.plant"),
        (LinkInputs.Identifier, DeviceKind.RetrofitMeter) when input.Required => T("input.device"),
        (LinkInputs.Identifier, _) => T("input.serial"),
        (LinkInputs.PairingCode, _) => T("input.code"),
        (LinkInputs.AssociatedEmail, _) => T("input.email", Brand(choice)),
        (LinkInputs.Track, _) => T("input.track"),
        ("flow", _) => T("input.flow"),
        (var other, _) => Capital(other),
    };

    public string? InputHelp(GuideChoice choice, BrandInput input) => (input.Name, choice.Kind, input.Required) switch
    {
        (LinkInputs.Identifier, DeviceKind.EV, _) => T("help.vin"),
        (LinkInputs.Identifier, DeviceKind.Meter, true) => T("help.meter"),
        (LinkInputs.Identifier, DeviceKind.SolarPlant, true) => T("help.plant", Brand(choice)),
        (LinkInputs.Identifier, DeviceKind.RetrofitMeter, true) => T("help.device"),
        (LinkInputs.Identifier, _, false) => T("help.serial", Brand(choice)),
        (LinkInputs.PairingCode, _, _) => T("help.code"),
        (LinkInputs.AssociatedEmail, _, _) => T("help.email", Brand(choice)),
        (_, _, _) => null,
    };

    /// <summary>A word that a brand offers to choose from.</summary>
    public string InputChoice(BrandInput input, string choice) => (input.Name, choice) switch
    {
        ("flow", "B2C") => T("input.flow.B2C"),
        ("flow", "B2B") => T("input.flow.B2B"),
        (_, _) => choice,
    };

    public string InputFault(GuideChoice choice, BrandInput input, FaultKind fault) => (input.Name, choice.Kind) switch
    {
        (LinkInputs.PairingCode, _) when fault is not FaultKind.FieldMissing => T("fault.code", Brand(choice)),
        _ when GuideForm.Choices(input).Count > 0 => T("fault.choose", Label(choice, input)),
        _ when fault is FaultKind.FieldMissing => T("fault.missing", Label(choice, input)),
        (LinkInputs.Identifier, DeviceKind.EV) => T("fault.vin"),
        (LinkInputs.Identifier, DeviceKind.Meter) when input.Required => T("fault.meter"),
        (LinkInputs.AssociatedEmail, _) => T("fault.email"),
        (_, _) => T("fault.other", Label(choice, input)),
    };

    private (string, string) Label(GuideChoice choice, BrandInput input) => ("label", InputLabel(choice, input));
}
