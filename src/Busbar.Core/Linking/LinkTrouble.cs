using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>What a vendor's trouble means for a link in the making.</summary>
public static class LinkTrouble
{
    public const string NoAnswer = "The brand's service did not answer as it should. Try again later.";

    public static LinkStep.Failed Explain(VendorFault fault) => fault.Kind switch
    {
        VendorFaultKind.Refused or VendorFaultKind.PermissionMissing or VendorFaultKind.SetupIncomplete or VendorFaultKind.NotSupported
            or VendorFaultKind.GrantLost or VendorFaultKind.DeviceGone => new(LinkFailure.RefusedByBrand, "The brand refused the sign-in: " + fault.Message),
        VendorFaultKind.Outage or VendorFaultKind.OutOfBudget or VendorFaultKind.BadAnswer or VendorFaultKind.DeviceOffline =>
            new(LinkFailure.BrandUnavailable, NoAnswer),
    };

    /// <summary>Whether trying again in a while makes sense, so that the link should stay open.</summary>
    public static bool MayPass(VendorFault fault) => Explain(fault).Failure is LinkFailure.BrandUnavailable;
}
