using Busbar.Core.Ports;

namespace Busbar.Server.Sandbox;

/// <summary>Who calls the sandbox's control API.</summary>
public interface ISandboxCaller
{
    /// <summary>
    /// The sandbox tenant whose client sent the request's <c>Authorization: Bearer</c> token; null where there is no token,
    /// it does not verify, or its tenant is not a sandbox.
    /// </summary>
    Task<Guid?> TenantOf(HttpContext context);
}

/// <summary>Which brands the sandbox simulates.</summary>
public interface ISandboxCatalogue
{
    /// <summary>By its id; null where there is none.</summary>
    Brand? Find(string brandId);
}

/// <summary>Where this server is found. Absolute, without a slash at the end; asked anew each time.</summary>
public interface ISandboxAddresses
{
    /// <summary>How the server reaches itself: <c>http://127.0.0.1:8480</c>.</summary>
    string Base { get; }

    /// <summary>How browsers reach it: <c>https://busbar.example.com</c>.</summary>
    string Public { get; }
}

public sealed record SandboxOptions
{
    /// <summary>How long an access token of a sandbox brand lives.</summary>
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an unused refresh token lives.</summary>
    public TimeSpan RefreshTokenLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How far a home may have lived on from its stored state before a look stores it anew.</summary>
    public TimeSpan StoreAfter { get; init; } = TimeSpan.FromMinutes(10);
}
