using System.Text.Json;

namespace Busbar.Server.Faces.Connect;

/// <summary>Asks for a page on which an owner chooses, step by step, what to onboard.</summary>
/// <param name="CompanyName">Who asks, as the owner reads it: at most 100 characters. The application's own name, where it is left out.</param>
/// <param name="Brand">The only brand that the owner can choose; any brand of the catalogue, where it is left out.</param>
/// <param name="Type">The only type of entity that the owner can choose; any, where it is left out.</param>
/// <param name="Name">A name for the entity.</param>
/// <param name="Owner">The user that the entity is to belong to.</param>
/// <param name="CollectiveId">The collective that the entity is to be part of.</param>
/// <param name="Properties">Custom properties of the entity: any JSON. What a brand asks for and stands here, the owner is not asked for.</param>
/// <param name="ReturnUrl">Where the owner's browser goes in the end.</param>
public sealed record GuidedOnboardingSessionRequest(
    string? CompanyName = null, string? Brand = null, EntityType? Type = null, string? Name = null, Guid? Owner = null, Guid? CollectiveId = null,
    JsonElement? Properties = null, string? ReturnUrl = null);

/// <summary>A page on which an owner chooses what to onboard, and what came of it.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="CompanyName">Who asks, as the owner reads it.</param>
/// <param name="Brand">The only brand that the owner can choose; null where any.</param>
/// <param name="Type">The only type of entity that the owner can choose; null where any.</param>
/// <param name="Created">When the session was made.</param>
/// <param name="Expires">Until when the owner can choose.</param>
/// <param name="Expired">Whether that time is over.</param>
/// <param name="Link">The page: send the owner there.</param>
/// <param name="ReturnUrl">Where the owner's browser goes in the end.</param>
/// <param name="Owner">The user that the entity is to belong to, where the session named one.</param>
/// <param name="OnboardingRequest">The newest onboarding request that came of it; null before the owner has chosen.</param>
public sealed record GuidedOnboardingSession(
    Guid Id, string? CompanyName, string? Brand, EntityType? Type, DateTimeOffset Created, DateTimeOffset Expires, bool Expired, Uri Link,
    string? ReturnUrl, Guid? Owner, OnboardingRequest? OnboardingRequest);
