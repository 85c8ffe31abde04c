using Busbar.Core.Basics;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Simulated;

/// <summary>What people do at the devices of a home, one after the other, with what each comes to.</summary>
internal static class Hands
{
    /// <summary>Fields of faults beside the names of settings.</summary>
    public const string DeliveryField = "delivery", HoldField = "hold", HeatField = "hold.heat", CoolField = "hold.cool";

    public static Result<Home> Deliver(Home home, string id, Delivery delivery)
    {
        if (!Say(DeliveryField, delivery is Delivery.Unplugged ? Plugs.Out(home, home.Find(id)!) : Plugs.In(home, home.Find(id)!)).Ok(out var plugged, out var fault)) return fault;
        var set = plugged.With(plugged.Find(id) switch
        {
            Ev car => car with { Fault = delivery is Delivery.Fault },
            ChargePoint point => point with { Fault = delivery is Delivery.Fault },
            var other => other!,
        });
        return delivery switch
        {
            Delivery.Charging => Say(DeliveryField, Orders.Give(set, set.Find(id)!, "start_charging", null, null)),
            Delivery.Stopped => Say(DeliveryField, Orders.Give(set, set.Find(id)!, "stop_charging", null, null)),
            Delivery.Unplugged or Delivery.Fault => set,
        };
    }

    public static Result<Home> Turn(Home home, HeatPump pump, Hold hold)
    {
        if (hold.HeatC is < HeatPump.LeastHeatC or > HeatPump.MostHeatC) return Fault.Invalid(HeatField, $"The value is a number from {HeatPump.LeastHeatC} to {HeatPump.MostHeatC}.");
        if (hold.CoolC is < HeatPump.LeastCoolC or > HeatPump.MostCoolC) return Fault.Invalid(CoolField, $"The value is a number from {HeatPump.LeastCoolC} to {HeatPump.MostCoolC}.");
        var (heat, cool) = (hold.HeatC ?? pump.TargetC, hold.CoolC ?? pump.CoolC);
        return Say(HoldField, hold.Mode switch
        {
            "heat" => Orders.Give(home, pump, "hold_heat", heat, null),
            "cool" => Orders.Give(home, pump, "hold_cool", cool, null),
            "auto" => Orders.Give(home, pump, "hold_between", heat, cool),
            _ => Orders.Give(home, pump, "hold_off", null, null),
        });
    }

    private static Result<Home> Say(string field, Ordered done) => done.Home is { } home ? home : Fault.Invalid(field, $"The device does not do that now: {done.Refusal}.");
}
