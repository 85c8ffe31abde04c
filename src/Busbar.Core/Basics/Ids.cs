using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Busbar.Core.Basics;

/// <summary>
/// Makes ids: UUID version 7, so that they sort by the time they were made. Within a process they sort strictly, also those of
/// one millisecond and those made while the clock is set back (RFC 9562, section 6.2: a counter stands in <c>rand_a</c>, and
/// where it is used up, or the clock lags, the next id runs ahead of the clock).
/// </summary>
public sealed class Ids(TimeProvider time)
{
    private const int CounterBits = 12;

    /// <summary>Milliseconds since 1970 and the counter, of the newest id.</summary>
    private long last;

    public Guid New()
    {
        var stamp = NextStamp(time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (stamp >> CounterBits << 16) | 0x7000 | (stamp & ((1 << CounterBits) - 1)));
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private long NextStamp(long now)
    {
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var next = Math.Max(now, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen) return next;
        }
    }
}
