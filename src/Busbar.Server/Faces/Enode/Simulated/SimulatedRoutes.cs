namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>
/// Where simulated devices are made and set. The API of its own time had this for vehicles alone, as an experiment; the other types are
/// an extension.
/// </summary>
internal static class SimulatedRoutes
{
    private const string Tag = "Simulated devices";

    public static void Map(RouteGroupBuilder api, EnodeFace face)
    {
        api.MapGet("/simulated/vehicles", SimulatedVehicles.List).Tells<Paginated<SimulatedVehicle>>(face, 200, 404).Is("listSimulatedVehicles", Tag, "List simulated vehicles, newest first (experimental)");
        api.MapPost("/simulated/vehicles", SimulatedVehicles.Create).Tells<SimulatedVehicle>(face, 200, 404, 413, 415).Is("createSimulatedVehicle", Tag, "Make a vehicle in the sandbox, and link it at once where a user is named (experimental)");
        api.MapGet("/simulated/vehicles/{simulatedVehicleId}", SimulatedVehicles.Get).Tells<SimulatedVehicle>(face, 200, 404).Is("getSimulatedVehicle", Tag, "Get a simulated vehicle (experimental)");
        api.MapPatch("/simulated/vehicles/{simulatedVehicleId}", SimulatedVehicles.Update).Tells<SimulatedVehicle>(face, 200, 404, 413, 415).Is("updateSimulatedVehicle", Tag, "Change what a simulated vehicle does (experimental)");
        api.MapDelete("/simulated/vehicles/{simulatedVehicleId}", SimulatedVehicles.Delete).Tells<SimulatedVehicle>(face, 200, 404).Is("deleteSimulatedVehicle", Tag, "Take a simulated vehicle away; the answer is what it was (experimental)");

        api.MapGet("/simulated/chargers", SimulatedChargers.List).Tells<Paginated<SimulatedCharger>>(face, 200, 404).Is("listSimulatedChargers", Tag, "List simulated chargers, newest first (an extension)");
        api.MapPost("/simulated/chargers", SimulatedChargers.Create).Tells<SimulatedCharger>(face, 200, 404, 413, 415).Is("createSimulatedCharger", Tag, "Make a charger in the sandbox, and link it at once where a user is named (an extension)");
        api.MapGet("/simulated/chargers/{simulatedChargerId}", SimulatedChargers.Get).Tells<SimulatedCharger>(face, 200, 404).Is("getSimulatedCharger", Tag, "Get a simulated charger (an extension)");
        api.MapPatch("/simulated/chargers/{simulatedChargerId}", SimulatedChargers.Update).Tells<SimulatedCharger>(face, 200, 404, 413, 415).Is("updateSimulatedCharger", Tag, "Change what a simulated charger does (an extension)");
        api.MapDelete("/simulated/chargers/{simulatedChargerId}", SimulatedChargers.Delete).Tells<SimulatedCharger>(face, 200, 404).Is("deleteSimulatedCharger", Tag, "Take a simulated charger away; the answer is what it was (an extension)");

        api.MapGet("/simulated/hvacs", SimulatedHvacs.List).Tells<Paginated<SimulatedHvac>>(face, 200, 404).Is("listSimulatedHvacs", Tag, "List simulated HVAC units, newest first (an extension)");
        api.MapPost("/simulated/hvacs", SimulatedHvacs.Create).Tells<SimulatedHvac>(face, 200, 404, 413, 415).Is("createSimulatedHvac", Tag, "Make an HVAC unit in the sandbox, and link it at once where a user is named (an extension)");
        api.MapGet("/simulated/hvacs/{simulatedHvacId}", SimulatedHvacs.Get).Tells<SimulatedHvac>(face, 200, 404).Is("getSimulatedHvac", Tag, "Get a simulated HVAC unit (an extension)");
        api.MapPatch("/simulated/hvacs/{simulatedHvacId}", SimulatedHvacs.Update).Tells<SimulatedHvac>(face, 200, 404, 413, 415).Is("updateSimulatedHvac", Tag, "Change what a simulated HVAC unit does (an extension)");
        api.MapDelete("/simulated/hvacs/{simulatedHvacId}", SimulatedHvacs.Delete).Tells<SimulatedHvac>(face, 200, 404).Is("deleteSimulatedHvac", Tag, "Take a simulated HVAC unit away; the answer is what it was (an extension)");

        api.MapGet("/simulated/inverters", SimulatedInverters.List).Tells<Paginated<SimulatedInverter>>(face, 200, 404).Is("listSimulatedInverters", Tag, "List simulated solar inverters, newest first (an extension)");
        api.MapPost("/simulated/inverters", SimulatedInverters.Create).Tells<SimulatedInverter>(face, 200, 404, 413, 415).Is("createSimulatedInverter", Tag, "Make a solar inverter in the sandbox, and link it at once where a user is named (an extension)");
        api.MapGet("/simulated/inverters/{simulatedInverterId}", SimulatedInverters.Get).Tells<SimulatedInverter>(face, 200, 404).Is("getSimulatedInverter", Tag, "Get a simulated solar inverter (an extension)");
        api.MapPatch("/simulated/inverters/{simulatedInverterId}", SimulatedInverters.Update).Tells<SimulatedInverter>(face, 200, 404, 413, 415).Is("updateSimulatedInverter", Tag, "Change what a simulated solar inverter does (an extension)");
        api.MapDelete("/simulated/inverters/{simulatedInverterId}", SimulatedInverters.Delete).Tells<SimulatedInverter>(face, 200, 404).Is("deleteSimulatedInverter", Tag, "Take a simulated solar inverter away; the answer is what it was (an extension)");

        api.MapGet("/simulated/batteries", SimulatedBatteries.List).Tells<Paginated<SimulatedBattery>>(face, 200, 404).Is("listSimulatedBatteries", Tag, "List simulated batteries, newest first (an extension)");
        api.MapPost("/simulated/batteries", SimulatedBatteries.Create).Tells<SimulatedBattery>(face, 200, 404, 413, 415).Is("createSimulatedBattery", Tag, "Make a battery in the sandbox, and link it at once where a user is named (an extension)");
        api.MapGet("/simulated/batteries/{simulatedBatteryId}", SimulatedBatteries.Get).Tells<SimulatedBattery>(face, 200, 404).Is("getSimulatedBattery", Tag, "Get a simulated battery (an extension)");
        api.MapPatch("/simulated/batteries/{simulatedBatteryId}", SimulatedBatteries.Update).Tells<SimulatedBattery>(face, 200, 404, 413, 415).Is("updateSimulatedBattery", Tag, "Change what a simulated battery does (an extension)");
        api.MapDelete("/simulated/batteries/{simulatedBatteryId}", SimulatedBatteries.Delete).Tells<SimulatedBattery>(face, 200, 404).Is("deleteSimulatedBattery", Tag, "Take a simulated battery away; the answer is what it was (an extension)");

        api.MapGet("/simulated/meters", SimulatedMeters.List).Tells<Paginated<SimulatedMeter>>(face, 200, 404).Is("listSimulatedMeters", Tag, "List simulated meters, newest first (an extension)");
        api.MapPost("/simulated/meters", SimulatedMeters.Create).Tells<SimulatedMeter>(face, 200, 404, 413, 415).Is("createSimulatedMeter", Tag, "Make a meter in the sandbox, and link it at once where a user is named (an extension)");
        api.MapGet("/simulated/meters/{simulatedMeterId}", SimulatedMeters.Get).Tells<SimulatedMeter>(face, 200, 404).Is("getSimulatedMeter", Tag, "Get a simulated meter (an extension)");
        api.MapPatch("/simulated/meters/{simulatedMeterId}", SimulatedMeters.Update).Tells<SimulatedMeter>(face, 200, 404, 413, 415).Is("updateSimulatedMeter", Tag, "Change what a simulated meter does (an extension)");
        api.MapDelete("/simulated/meters/{simulatedMeterId}", SimulatedMeters.Delete).Tells<SimulatedMeter>(face, 200, 404).Is("deleteSimulatedMeter", Tag, "Take a simulated meter away; the answer is what it was (an extension)");
    }
}
