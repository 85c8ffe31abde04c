namespace Busbar.Core.Waitlists;

/// <summary>What somebody waits for. The names stand in the store: rename none.</summary>
public enum WaitlistSort { Vehicle, Charger }

/// <summary>Somebody who wants to hear when a car or charger can be onboarded.</summary>
/// <param name="TenantId">Whose application took the entry; null where none was named.</param>
/// <param name="Country">Two capital letters, by ISO 3166-1; null where nobody told.</param>
/// <param name="ModelId">Of a catalogue; null where make and model were told in words.</param>
/// <param name="MakeName">As it was told, or as the catalogue had it then.</param>
public sealed record WaitlistEntry(
    Guid Id, Guid? TenantId, Guid? ClientId, WaitlistSort Sort, string Email, string? Country, Guid? ModelId, string MakeName, string ModelName, DateTimeOffset CreatedAt)
{
    public const int LongestName = 100;
}
