namespace Busbar.Core.Ports;

/// <summary>Devices that dial in to us: the owner enters an address and a password into the device.</summary>
public interface IDialIn : IVendor
{
    /// <summary>What the owner enters, for the link's own page; null where the link has no station.</summary>
    Task<DialIn?> Describe(Guid tenantId, Guid linkId);

    /// <summary>Makes the station's password and tells it, once; null where it was told before.</summary>
    Task<string?> RevealPassword(Guid tenantId, Guid linkId);

    /// <summary>The station's password opens nothing any more, and its socket is closed; it stays known, for its owner to link it again.</summary>
    Task LockOut(GrantSecret secret);

    /// <summary>The user is erased: no station waits for it any more, or is kept for it alone.</summary>
    Task ForgetUser(Guid tenantId, Guid userId);
}

/// <param name="Path">The path below the server's own address, such as <c>/ocpp/AB12</c>.</param>
/// <param name="Identity">The station's name for itself, also its user name.</param>
/// <param name="PasswordShown">Whether the password was revealed already.</param>
public sealed record DialIn(string Path, string Identity, bool PasswordShown);
