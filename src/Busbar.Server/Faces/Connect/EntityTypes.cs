using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Connect;

/// <summary>A connected device or vehicle.</summary>
/// <param name="Id">The entity's id.</param>
/// <param name="Type">The type of the entity.</param>
/// <param name="Brand">The brand of the entity.</param>
/// <param name="Identifier">The entity's identifier at its brand.</param>
/// <param name="Created">When it was connected first.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The plant or station that it is part of, as its brand says; it cannot be changed.</param>
/// <param name="IsOnline">Whether it can be reached now.</param>
/// <param name="Properties">Custom properties.</param>
/// <param name="LastSeen">When it was last heard.</param>
public sealed record Entity(
    Guid Id, EntityType Type, string? Brand, string? Identifier, DateTimeOffset Created, string? Name, Guid? ParentId, bool IsOnline, JsonElement? Properties, DateTimeOffset? LastSeen);

/// <summary>What is to be different of an entity. What is left out stays as it is.</summary>
public sealed record EntityUpdateRequest
{
    /// <summary>Its new name; null for none.</summary>
    public string? Name
    {
        get => NewName?.Value;
        init => NewName = new Change<string?>(value);
    }

    /// <summary>Its new custom properties, in place of all the old ones; null for none.</summary>
    public JsonElement? Properties
    {
        get => NewProperties?.Value;
        init => NewProperties = new Change<JsonElement?>(value);
    }

    internal Change<string?>? NewName { get; private init; }

    internal Change<JsonElement?>? NewProperties { get; private init; }
}

/// <summary>Everything that is known of an entity now, value by value.</summary>
/// <param name="EntityId">The entity's id.</param>
/// <param name="IsOnline">Whether it can be reached now.</param>
/// <param name="IsAsleep">Whether it sleeps: then its last values stand.</param>
/// <param name="LastSeen">When it was last heard.</param>
/// <param name="Signals">The last known values.</param>
public sealed record EntityState(Guid EntityId, bool IsOnline, bool IsAsleep, DateTimeOffset? LastSeen, IReadOnlyList<EntitySignal> Signals);

/// <summary>The last known value of one signal.</summary>
/// <param name="Name">The signal.</param>
/// <param name="Value">A number, true or false, or a text. Power and current are positive into the device or as import, negative out of it.</param>
/// <param name="Unit">The unit of a number.</param>
/// <param name="MeasuredAt">When the device measured it.</param>
/// <param name="HeardAt">When it was heard here, last.</param>
/// <param name="Source">How it was heard.</param>
public sealed record EntitySignal(string Name, JsonElement Value, string? Unit, DateTimeOffset MeasuredAt, DateTimeOffset HeardAt, SignalSource Source);

/// <summary>How a value was heard: asked for, or sent by the device or its brand.</summary>
public enum SignalSource { Poll, Push }

/// <summary>What can be switched on for an entity.</summary>
public enum EntityFeature { CaptureChargeSessions }

/// <summary>Switches a feature on or off.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Active">Whether it is to be on.</param>
public sealed record EntityFeatureActivationRequest(EntityFeature Feature, bool Active);

/// <summary>Whether a feature is on.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Active">Whether it is on.</param>
public sealed record EntityFeatureStatus(EntityFeature Feature, bool Active);
