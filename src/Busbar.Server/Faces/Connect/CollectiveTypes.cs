using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Connect;

/// <summary>Asks for a collective to be made.</summary>
/// <param name="Name">Its name, of 1 to 200 characters.</param>
/// <param name="Type">The type of the collective.</param>
/// <param name="CollectiveId">Not taken: a collective is never part of another.</param>
/// <param name="Owner">The user or application that it belongs to; without it, the application that asks.</param>
/// <param name="Properties">Custom properties: any JSON.</param>
public sealed record CollectiveOnboardingRequest(string? Name, CollectiveType Type, Guid? CollectiveId = null, Guid? Owner = null, JsonElement? Properties = null);

/// <summary>A named group of entities. What it may do with an entity, its members may.</summary>
/// <param name="Entities">The entities in it that the application sees, oldest first.</param>
/// <param name="Id">The collective's id, which is its principal id too.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The user or application that it belongs to.</param>
/// <param name="Properties">Custom properties.</param>
/// <param name="Type">The type of the collective.</param>
public sealed record Collective(IReadOnlyList<Guid>? Entities, Guid Id, string? Name, Guid Owner, JsonElement? Properties, CollectiveType Type);

/// <summary>What is to be different of a collective. What is left out stays as it is.</summary>
public sealed record CollectiveUpdateRequest
{
    /// <summary>Its new name; null leaves the old one.</summary>
    public string? Name { get; init; }

    /// <summary>Its new type. One that becomes a household gets the user whose home it is.</summary>
    [AbsentWhenNull]
    public CollectiveType? Type { get; init; }

    /// <summary>Its new custom properties, in place of all the old ones; null for none.</summary>
    public JsonElement? Properties
    {
        get => NewProperties?.Value;
        init => NewProperties = new Change<JsonElement?>(value);
    }

    internal Change<JsonElement?>? NewProperties { get; private init; }
}

/// <summary>Puts an entity into a collective.</summary>
/// <param name="EntityId">The entity; its parts go with it.</param>
public sealed record CollectiveEntityRequest(Guid EntityId);

/// <summary>The kinds of principal.</summary>
public enum PrincipalType { User, Client, Collective, Tenant }

/// <summary>One who shares a collective, or looks after a tenant.</summary>
/// <param name="Id">Its principal id.</param>
/// <param name="Type">What it is.</param>
public sealed record Member(Guid Id, PrincipalType Type);

/// <summary>Adds a member.</summary>
/// <param name="Id">The principal id of a user or an application.</param>
public sealed record MemberRequest(Guid? Id = null);
