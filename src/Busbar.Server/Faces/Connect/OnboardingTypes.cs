using System.Text.Json;

namespace Busbar.Server.Faces.Connect;

/// <summary>The types of entity.</summary>
public enum EntityType { Battery, ChargePoint, EV, HeatPump, SolarPlant, RetrofitMeter, Meter, Inverter }

/// <summary>The types of collective.</summary>
public enum CollectiveType { Household, Fleet, SolarFarm, VirtualPowerPlant }

/// <summary>What is to be onboarded.</summary>
public enum OnboardingRequestType { Collective, Entity }

/// <summary>Where an onboarding request stands.</summary>
public enum OnboardingStatus { Canceled, Failed, InProgress, Pending, Succeeded }

/// <summary>How the owner agrees.</summary>
public enum OnboardingRequestActionType { Consent, Redirect }

/// <summary>Asks for an entity to be onboarded.</summary>
/// <param name="Brand">The brand of the entity, as the catalogue of brands and types names it.</param>
/// <param name="Type">The type of the entity.</param>
/// <param name="CollectiveId">The collective that the entity is to be part of. Of a household without an owner named, the entity belongs to the household's user.</param>
/// <param name="PairingCode">The entity's pairing code, where its brand asks for one.</param>
/// <param name="AssociatedEmail">The owner's email address at the brand, where the brand asks for it.</param>
/// <param name="Name">A name for the entity.</param>
/// <param name="Owner">The user that the entity is to belong to.</param>
/// <param name="Properties">Custom properties: any JSON. Some brands ask for members of it.</param>
/// <param name="Identifier">VIN, EAN, plant id, serial number: how the brand tells this entity from others.</param>
/// <param name="ReturnUrl">Where the owner's browser goes once the consent is given or refused.</param>
/// <param name="Track">Which of several ways to connect the entity is meant.</param>
public sealed record EntityOnboardingRequest(
    string? Brand, EntityType Type, Guid? CollectiveId = null, string? PairingCode = null, string? AssociatedEmail = null, string? Name = null, Guid? Owner = null,
    JsonElement? Properties = null, string? Identifier = null, string? ReturnUrl = null, string? Track = null);

/// <summary>A request to onboard something, and what became of it.</summary>
/// <param name="Action">What the owner has to do; left out where nothing is to be done.</param>
/// <param name="Created">When the request was made.</param>
/// <param name="Data">What is onboarded.</param>
/// <param name="Id">The request's id.</param>
/// <param name="PrincipalId">Who made the request.</param>
/// <param name="RequestType">What is to be onboarded.</param>
/// <param name="ReturnUrl">Where the owner's browser goes once the consent is given or refused.</param>
/// <param name="Status">Where the request stands.</param>
/// <param name="Errors">Why it failed.</param>
public sealed record OnboardingRequest(
    [property: AbsentWhenNull] OnboardingRequestAction? Action, DateTimeOffset Created, OnboardingRequestData Data, Guid Id, Guid PrincipalId,
    OnboardingRequestType RequestType, string? ReturnUrl, OnboardingStatus Status, IReadOnlyList<OnboardingRequestError>? Errors);

/// <summary>What the owner has to do.</summary>
/// <param name="DocumentationLink">Where the owner reads how to agree, for the type Consent.</param>
/// <param name="RedirectLink">Where the owner's browser is sent, for the type Redirect.</param>
/// <param name="Type">How the owner agrees.</param>
public sealed record OnboardingRequestAction(Uri? DocumentationLink, Uri? RedirectLink, OnboardingRequestActionType Type);

/// <summary>What is onboarded: one of the two.</summary>
[AbsentWhenNull]
public sealed record OnboardingRequestData(OnboardingCollective? Collective, OnboardingEntity? Entity);

/// <summary>Why a request failed.</summary>
/// <param name="Code">A stable name to tell cases apart by.</param>
/// <param name="Message">What happened and the way out.</param>
public sealed record OnboardingRequestError(string? Code, string? Message);

/// <summary>A collective in the making.</summary>
public sealed record OnboardingCollective(Guid Id, string? Name, Guid Owner, JsonElement? Properties, CollectiveType Type);

/// <summary>An entity in the making.</summary>
/// <param name="CollectiveId">The collective that the entity is part of.</param>
/// <param name="Id">The entity's id, once the request has succeeded.</param>
/// <param name="Information">What the request said of the entity.</param>
/// <param name="Owner">The user that the entity belongs to.</param>
/// <param name="Properties">Custom properties.</param>
/// <param name="Reference">How the entity is known at its brand, once the request has succeeded.</param>
/// <param name="SystemProperties">What the platform adds: whether the entity was linked before.</param>
/// <param name="Type">The type of the entity.</param>
public sealed record OnboardingEntity(
    Guid? CollectiveId, [property: AbsentWhenNull] Guid? Id, EntityInformation Information, Guid Owner, JsonElement? Properties,
    [property: AbsentWhenNull] EntityReference? Reference, JsonElement? SystemProperties, EntityType Type);

/// <summary>What a request said of an entity.</summary>
public sealed record EntityInformation(EntityType Type, string? Brand, string? Identifier, string? PairingCode, string? AssociatedEmail, string? Name, string? Track);

/// <summary>How an entity is known at its brand.</summary>
/// <param name="Brand">The brand of the entity.</param>
/// <param name="Type">The model of the entity.</param>
/// <param name="Identifier">The entity's identifier at its brand.</param>
public sealed record EntityReference(string? Brand, string? Type, string? Identifier);

/// <summary>A brand that offers a type of entity, and what linking one takes.</summary>
/// <param name="Type">The type of entity.</param>
/// <param name="Brand">The brand, as a request names it.</param>
/// <param name="ActionType">How the owner agrees; null where nothing is to be done.</param>
/// <param name="DocumentationLink">The brand's own page on how to agree.</param>
/// <param name="Parameters">What a request carries beside type and brand.</param>
public sealed record EntityOnboardingType(
    EntityType Type, string Brand, OnboardingRequestActionType? ActionType, Uri? DocumentationLink, IReadOnlyList<EntityOnboardingParameter> Parameters);

/// <summary>Something that a request carries for a brand.</summary>
/// <param name="Name">The field of the request; <c>properties.flow</c> is the member <c>flow</c> of the custom properties.</param>
/// <param name="Required">Whether a request without it is refused.</param>
/// <param name="Pattern">A regular expression that the whole value matches; null for any value.</param>
public sealed record EntityOnboardingParameter(string Name, bool Required, string? Pattern);
