namespace Busbar.Core.Devices;

/// <summary>What belongs to a plant or a station.</summary>
public static class Parts
{
    /// <summary>Its parts, and theirs, of all the devices of the same grant.</summary>
    public static IReadOnlyList<Device> Of(Device whole, IReadOnlyList<Device> ofGrant)
    {
        var parts = new List<Device>();
        var seen = new HashSet<Guid> { whole.Id };
        for (IReadOnlyList<Guid> parents = [whole.Id]; parents.Count > 0;)
        {
            var below = ofGrant.Where(device => device.ParentId is { } parent && parents.Contains(parent) && seen.Add(device.Id)).ToList();
            parts.AddRange(below);
            parents = [.. below.Select(device => device.Id)];
        }
        return parts;
    }
}
