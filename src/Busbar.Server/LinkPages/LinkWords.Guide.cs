using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>What the pages of a guided session say, up to the link's own page.</summary>
public sealed partial class LinkWords
{
    // Every page
    public string Step(int step, int steps) => $"Step {step} of {steps}";
    public string StepBack => "Back";
    public string GuideFooter(GuideView guide) => $"Busbar carries the data from your device to {guide.Company}.";
    public string GuideSandbox => "simulated devices";
    public string CompanyLabel => "Company";

    // The introduction
    public string GuideTitle(GuideView guide) => guide.Session.Kind is { } kind ? $"Connect {Your(kind)}" : "Connect your device";
    public string GuideText(GuideView guide) => $"{guide.Company} asks for access to {(guide.Session.Kind is { } kind ? Your(kind) : "a device of yours")}. You choose which, and nothing is connected before you agree.";
    public string GuideSteps => "What happens";
    public string GuideStepChoose(GuideView guide) => (guide.AsksForKind, guide.Session.Brand) switch
    {
        (true, null) => "You choose your kind of device and its brand.",
        (true, _) => "You choose your kind of device.",
        (false, null) => "You choose its brand.",
        (false, _) => "You say which device it is.",
    };
    public string GuideStepAgree => "You see what will be shared, and agree with the brand itself: by signing in there, by a message, or with a code.";
    public string GuideStepDone(GuideView guide) => guide.BackUrl is null ? "This page says that all is done." : $"You come back to {guide.Company}.";
    public string GuideReads => "What is read";
    public string GuideReadsKind => "Only what the device measures, such as power, energy and charge. You see the list before you agree.";
    public string GuideReadsNot => "What is not";
    public IReadOnlyList<string> GuideNeverReads => ["Your password: you enter it at the brand, nowhere else", "Other devices in your account", "Messages, bills and payment details"];
    public string GuideStart => "Start";
    public string GuideOpenText(GuideView guide, Link open, string brand) => $"You have begun to connect {Your(open.Kind)} ({brand}).";
    public string GuideGoOn => "Go on with it";
    public string GuideInstead => "Choose another device";
    public string GuideLeave(GuideView guide) => $"Not now, back to {guide.Company}";

    // Choosing
    public string KindTitle => "What do you want to connect?";
    public string KindHint(DeviceKind kind) => kind switch
    {
        DeviceKind.Battery => "Stores power at home, often beside solar panels",
        DeviceKind.ChargePoint => "The wallbox that charges a car",
        DeviceKind.EV => "All-electric or plug-in hybrid",
        DeviceKind.HeatPump => "Heats the house or its water",
        DeviceKind.SolarPlant => "All your panels and their inverters together",
        DeviceKind.RetrofitMeter => "A small device that reads the meter you have",
        DeviceKind.Meter => "The grid’s own digital meter, or one of your own",
        DeviceKind.Inverter => "One inverter alone",
    };
    public string BrandTitle(DeviceKind kind) => $"Which brand is {Your(kind)}?";
    public string BrandAs(GuideChoice choice) => choice.Vendor is IDialIn ? $"{choice.Brand.Name}: any that speaks it" : choice.Brand.Name;
    public string SearchLabel => "Search brands";
    public string SearchButton => "Search";
    public string SearchFound(int count, string search) => count switch
    {
        0 => $"No brand here has “{search}” in its name.",
        1 => $"One brand has “{search}” in its name.",
        _ => $"{count} brands have “{search}” in their names.",
    };
    public string SearchAll => "Show all brands";
    public string BrandMissing(GuideView guide) => $"Your brand is not here? Then it cannot be connected yet. Tell {guide.Company}.";

    // Entering
    public string DetailsTitle(GuideChoice choice) => choice.Vendor is IDialIn ? $"Connect {Your(choice.Kind)}" : $"Your {choice.Brand.Name} {Kind(choice.Kind)}";
    public string DetailsText(GuideChoice choice, int inputs) => (choice.Vendor is IDialIn, inputs) switch
    {
        (true, _) => "Have the settings of your charger at hand. The next page tells what to enter there.",
        (_, 0) => $"{choice.Brand.Name} needs nothing more from you here. The next page shows what will be shared, before you agree.",
        (_, _) when choice.Way.Consent is ConsentWay.None => $"{choice.Brand.Name} needs this to find your device.",
        (_, _) => $"{choice.Brand.Name} needs this to find your device. The next page shows what will be shared.",
    };
    public string DetailsTextPaired(GuideView guide, GuideChoice choice) => $"Whoever has the device can read its code: by entering it here, you agree that {guide.Company} gets access.";
    public string DetailsButton(GuideChoice choice) => choice.Way.Consent is ConsentWay.None ? "Agree and connect" : "Continue";
    public string ErrorsTitle => "There is a problem";
    public string ErrorPrefix => "Error: ";
    public string Optional => "(optional)";

    public string InputLabel(GuideChoice choice, BrandInput input) => (input.Name, choice.Kind) switch
    {
        (LinkInputs.Identifier, DeviceKind.EV) => "Vehicle number (VIN)",
        (LinkInputs.Identifier, DeviceKind.Meter) when input.Required => "Metering point number (EAN)",
        (LinkInputs.Identifier, DeviceKind.SolarPlant) => "Plant number",
        (LinkInputs.Identifier, DeviceKind.RetrofitMeter) when input.Required => "Number of the device",
        (LinkInputs.Identifier, _) => "Serial number",
        (LinkInputs.PairingCode, _) => "Pairing code",
        (LinkInputs.AssociatedEmail, _) => $"Your e-mail address at {choice.Brand.Name}",
        (LinkInputs.Track, _) => "Way to connect",
        ("flow", _) => "Who holds the contract?",
        (var other, _) => Capital(other),
    };

    public string? InputHelp(GuideChoice choice, BrandInput input) => (input.Name, choice.Kind, input.Required) switch
    {
        (LinkInputs.Identifier, DeviceKind.EV, _) => "17 letters and digits. It stands in the registration papers, and behind the windscreen on the driver’s side.",
        (LinkInputs.Identifier, DeviceKind.Meter, true) => "18 digits. It stands on your energy bill.",
        (LinkInputs.Identifier, DeviceKind.SolarPlant, true) => $"It stands with your plant in {choice.Brand.Name}’s portal or app.",
        (LinkInputs.Identifier, DeviceKind.RetrofitMeter, true) => "It stands on the device, or on its box.",
        (LinkInputs.Identifier, _, false) => $"Only if your account at {choice.Brand.Name} has several: it stands on the device, or in the app.",
        (LinkInputs.PairingCode, _, _) => "It stands on the device, on its box, or in its own page or app.",
        (LinkInputs.AssociatedEmail, _, _) => $"The one that {choice.Brand.Name} knows you by. It sends a message there, in which you agree.",
        (_, _, _) => null,
    };

    /// <summary>A word that a brand offers to choose from.</summary>
    public string InputChoice(BrandInput input, string choice) => (input.Name, choice) switch
    {
        ("flow", "B2C") => "I do, as a person",
        ("flow", "B2B") => "A company",
        (_, _) => choice,
    };

    public string InputFault(GuideChoice choice, BrandInput input, FaultKind fault) => (input.Name, choice.Kind) switch
    {
        (LinkInputs.PairingCode, _) when fault is not FaultKind.FieldMissing => $"{choice.Brand.Name} does not know this code. Read it once more, and check the number too",
        _ when GuideForm.Choices(input).Count > 0 => $"Choose: {InputLabel(choice, input)}",
        _ when fault is FaultKind.FieldMissing => $"Enter {Named(choice, input)}",
        (LinkInputs.Identifier, DeviceKind.EV) => "A vehicle number has 17 letters and digits, never I, O or Q. Check for a slip",
        (LinkInputs.Identifier, DeviceKind.Meter) when input.Required => "A metering point number has 18 digits. Check for a slip",
        (LinkInputs.AssociatedEmail, _) => "An e-mail address looks like name@example.org",
        (_, _) => $"Check {Named(choice, input)}: this cannot be right",
    };

    // What stands in the way
    public Notice GuideExpired(GuideView guide) => new(
        Tone.Waiting, "This link has expired", "A link works for 24 hours, and this one was not used in time. Nothing was connected.", $"Ask {guide.Company} for a new link.");

    public Notice GuideWithdrawn(GuideView guide) => new(
        Tone.Plain, "This link does not work any more", $"{guide.Company} may not connect devices here any more. Nothing was connected.", $"Ask {guide.Company} what to do.");

    public Notice NothingToChoose(GuideView guide) => new(
        Tone.Plain, "Nothing can be connected here now", "What was to be chosen here is not offered any more.", $"Tell {guide.Company}, and ask for a new link.");

    public Notice TooManyChoices(GuideView guide) => new(
        Tone.Bad, "That was too often", "For safety, a link takes a limited number of attempts. Nothing was connected.", $"Ask {guide.Company} for a new link.");

    public Notice BadForm(GuideView guide) => new(
        Tone.Bad, "This form cannot be read", "Something in it is much too long, or was not entered on our page. Nothing was done.", "Go back, and enter it once more.");

    // The link's own pages, where a session led there
    public string ChooseAgain => "Choose another device";
    public string TryAgainButton => "Try again";

    private static string TryAgain(LinkView link) => link.Link.Failure switch
    {
        LinkFailure.Denied => "If that was a mistake, try again.",
        LinkFailure.DeviceNotInAccount => "Try again: check the number, and sign in with the account that the device belongs to.",
        LinkFailure.SeveralDevices => "Try again, and enter the number of the one that you mean.",
        LinkFailure.PairingCodeWrong => "Read the code again, on the device or its papers, and try again.",
        LinkFailure.RefusedByBrand => $"See what {link.Brand} says, and try again.",
        LinkFailure.BrandUnavailable => "Wait a little, then try again.",
        LinkFailure.Expired or null => "You can choose again.",
    };

    private string Named(GuideChoice choice, BrandInput input) => (input.Name, choice.Kind) switch
    {
        (LinkInputs.Identifier, DeviceKind.EV) => "the vehicle number",
        (LinkInputs.AssociatedEmail, _) => "your e-mail address",
        (_, _) => "the " + InputLabel(choice, input).ToLowerInvariant().Replace("(ean)", "(EAN)"),
    };
}
