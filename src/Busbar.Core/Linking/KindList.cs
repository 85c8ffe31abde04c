using Busbar.Core.Devices;

namespace Busbar.Core.Linking;

/// <summary>Kinds of device as the store keeps a list of them: names with blanks between. Null is any.</summary>
internal static class KindList
{
    public static string? Write(IReadOnlyList<DeviceKind>? kinds) => kinds is null ? null : string.Join(' ', kinds);

    public static IReadOnlyList<DeviceKind>? Read(string? stored) =>
        stored is null ? null : [.. stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DeviceKind>)];
}
