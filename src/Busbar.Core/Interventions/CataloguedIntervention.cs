using Busbar.Core.Devices;

namespace Busbar.Core.Interventions;

/// <summary>Where the trouble lies.</summary>
public enum InterventionDomain { Account, Device }

/// <summary>Whether somebody has to be at the device.</summary>
public enum InterventionAccess { Remote, Physical }

/// <summary>Who can do something about it.</summary>
public enum InterventionAgent { User, ThirdParty }

/// <summary>What people are told, in one language: a title, and Markdown.</summary>
public sealed record InterventionText(string Title, string Description);

/// <summary>An intervention as the catalogue has it: the same for all devices that need it.</summary>
/// <param name="Id">For ever the same.</param>
/// <param name="IsMendedByLink">Whether signing in at the brand again mends it.</param>
/// <param name="IntroducedAt">When it came into the catalogue.</param>
/// <param name="Texts">By language, such as <c>en</c>.</param>
public sealed record CataloguedIntervention(
    Intervention Kind, Guid Id, InterventionDomain Domain, InterventionAccess Access, InterventionAgent Agent, bool IsMendedByLink, DateTimeOffset IntroducedAt,
    IReadOnlyDictionary<string, InterventionText> Texts);
