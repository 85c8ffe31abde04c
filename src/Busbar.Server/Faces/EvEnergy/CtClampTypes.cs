namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What measures the current between a user's house and the grid: a meter that tells it.</summary>
/// <param name="Evse">The charger of the same user; null where there is none, or several.</param>
/// <param name="CalibrationFactor">1: meters tell the direction right.</param>
public sealed record EvCtClamp(string Id, string Url, Ref<EvEVSE>? Evse, int CalibrationFactor);

/// <summary>The current at one moment.</summary>
/// <param name="SampledAt">When it was measured.</param>
/// <param name="LoggedAt">When it was heard here.</param>
/// <param name="CurrentMilliamps">Positive from the grid, negative into it; of several phases the first.</param>
public sealed record EvCtClampLog(string Url, DateTimeOffset SampledAt, DateTimeOffset LoggedAt, Ref<EvCtClamp> CtClamp, int CurrentMilliamps);
