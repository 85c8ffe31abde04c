namespace Busbar.Vendors.Ocpp;

/// <summary>What was read a moment ago of names that are being guessed at: guesses cost the store one read a second, not one each.</summary>
internal sealed class RecentPasswords(TimeProvider time)
{
    private const int MostNames = 1_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long At, IReadOnlyList<StationPassword> Passwords)> names = [];

    public IReadOnlyList<StationPassword>? Find(string identity)
    {
        lock (gate) return names.TryGetValue(identity, out var read) && time.GetElapsedTime(read.At) < Fresh ? read.Passwords : null;
    }

    public void Keep(string identity, IReadOnlyList<StationPassword> passwords)
    {
        lock (gate)
        {
            if (names.Count >= MostNames) names.Clear();
            names[identity] = (time.GetTimestamp(), passwords);
        }
    }
}
