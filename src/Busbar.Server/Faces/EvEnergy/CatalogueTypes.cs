namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Who makes a car.</summary>
/// <param name="Icon">Null: no pictures are kept.</param>
/// <param name="OnboardingUrl">Where a car of it is onboarded; null where none can be.</param>
/// <param name="Models">The address of its models.</param>
/// <param name="SubscriptionName">The maker's plan that the owner needs.</param>
/// <param name="SubscriptionPackage">Which package of that plan.</param>
public sealed record EvVehicleMake(string Id, string Url, string Name, string? Icon, string? OnboardingUrl, string Models, string? SubscriptionName, string? SubscriptionPackage);

/// <summary>A model of a car.</summary>
/// <param name="OnboardingUrl">Where a car of it is onboarded; null where none can be.</param>
/// <param name="VehicleTrims">The address of its trims.</param>
/// <param name="DefaultBatterySizeWattHours">What most of its trims have; 45000 where nothing is known of any.</param>
/// <param name="DefaultConnectorType">The socket for direct current of the cars sold in Europe.</param>
public sealed record EvVehicleModel(
    string Id, string Url, string Name, Ref<EvVehicleMake> Make, string? OnboardingUrl, string VehicleTrims, int DefaultBatterySizeWattHours, EvConnector? DefaultConnectorType);

/// <summary>A variant of a model.</summary>
/// <param name="OnboardingUrl">Where a car of it is onboarded; null where none can be.</param>
public sealed record EvVehicleTrim(string Id, string Url, string Name, Ref<EvVehicleModel> Model, int? BatterySizeWattHours, string? OnboardingUrl);

public enum EvConnector { CCS, NACS, CHADEMO }
