namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Who makes an inverter: a brand that it is linked through.</summary>
/// <param name="Icon">Null: no pictures are kept.</param>
/// <param name="OnboardingUrl">Where an inverter of it is onboarded; null where none can be.</param>
/// <param name="InverterModels">The address of its models.</param>
public sealed record EvInverterMake(string Id, string Url, string Name, string? Icon, string? OnboardingUrl, string InverterModels);

/// <summary>What a make calls some of its inverters; those are known that the application's own are.</summary>
/// <param name="OnboardingUrl">Where an inverter of its make is onboarded; null where none can be.</param>
public sealed record EvInverterModel(string Id, string Url, string Name, Ref<EvInverterMake> Make, string? OnboardingUrl);

/// <summary>A solar inverter of a user, or a plant that shows none of its own.</summary>
/// <param name="Model">Null where its brand does not tell.</param>
/// <param name="CreatedAt">When it was linked.</param>
/// <param name="LatestStatusLog">The newest of everything that it has told; null where it has told nothing yet. No log of an inverter is at an address: expand it.</param>
/// <param name="OnboardingUrl">Where its owner mends its connection.</param>
public sealed record EvInverter(string Id, string Url, Ref<EvInverterModel>? Model, DateTimeOffset? CreatedAt, Ref<EvInverterStatusLog>? LatestStatusLog, string? OnboardingUrl);

/// <summary>What an inverter told. What it did not tell is null, or UNKNOWN.</summary>
/// <param name="SampledAt">When the inverter measured it.</param>
/// <param name="LoggedAt">When it was heard here.</param>
/// <param name="SolarPowerWatts">What it feeds out; 0 while it takes power in.</param>
public sealed record EvInverterStatusLog(string Url, DateTimeOffset SampledAt, DateTimeOffset LoggedAt, Ref<EvInverter> Inverter, int? SolarPowerWatts, EvInverterStatus Status);

public enum EvInverterStatus { PRODUCING, CONSUMING, IDLE, UNKNOWN }

/// <summary>An inverter to be typed in, which cannot be here: inverters are linked.</summary>
/// <param name="Model">The address of a model.</param>
/// <param name="User">The address of a user.</param>
public sealed record EvInverterWrite(string? Model = null, string? User = null);
