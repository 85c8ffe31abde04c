namespace Busbar.Core.Events;

/// <summary>How a subscription is served. The names stand in the store: rename none.</summary>
public enum DeliveryManner
{
    /// <summary>
    /// Signed as its dialect has it, many events together, with a sign of life. What is not taken holds up what comes after it; see
    /// <see cref="DeliverySchedule"/>.
    /// </summary>
    House,
    /// <summary>
    /// As the customers of Svix know it: each event by itself, signed with its headers. What is not taken holds up only what is about
    /// the same thing; see <see cref="SvixSchedule"/>.
    /// </summary>
    Svix,
}
