namespace Busbar.Tests.Loss;

/// <summary>What stands on the disk after a power cut, and what had been acknowledged by then.</summary>
internal sealed record CrashState(int Cut, byte[]? Database, byte[]? Log, byte[]? Journal, int Acknowledged);

/// <summary>
/// Power cuts at random moments of a recording. What was written before the last sync of its file is there; of what came later
/// nothing, all, or any part, torn at 512 bytes.
/// </summary>
internal sealed class CrashStates(Recording recording, Random random)
{
    private const int Sector = 512, Files = 3;
    private readonly Disk disk = new();
    private readonly List<Step>[] unsynced = [[], [], []];
    private int done, acknowledged;

    /// <summary>In the order of their moments, all after the first acknowledgement.</summary>
    public IEnumerable<CrashState> Make(int count)
    {
        var first = recording.Steps.Index().First(step => step.Item.Deed is Deed.Acknowledge).Index + 1;
        foreach (var cut in Enumerable.Range(0, count).Select(_ => random.Next(first, recording.Steps.Count + 1)).Order())
        {
            for (; done < cut; done++) Take(recording.Steps[done]);
            yield return At(cut);
        }
    }

    private void Take(Step step)
    {
        switch (step.Deed)
        {
            case Deed.Acknowledge: acknowledged++; break;
            case Deed.Sync:
                foreach (var settled in unsynced[step.File]) disk.Apply(settled);
                unsynced[step.File].Clear();
                break;
            case Deed.Unlink:
                unsynced[step.File].Clear();
                disk.Apply(step);
                break;
            case Deed.Write or Deed.Truncate: unsynced[step.File].Add(step); break;
        }
    }

    private CrashState At(int cut)
    {
        var left = disk.Copy();
        foreach (var pending in unsynced)
        {
            var luck = random.Next(3);
            foreach (var step in pending)
            {
                if (luck == 0 || (luck == 1 && random.Next(2) == 0)) continue;
                left.Apply(luck == 1 && step.Deed is Deed.Write && random.Next(10) < 3 ? Torn(step) : step);
            }
        }
        return new CrashState(cut, left.Bytes(0), left.Bytes(1), left.Bytes(2), acknowledged);
    }

    private Step Torn(Step step) => step.Data.Length <= Sector ? step : step with { Data = step.Data[..(Sector * random.Next(1, step.Data.Length / Sector + 1))] };

    private sealed class Disk
    {
        private readonly MemoryStream?[] files = new MemoryStream?[Files];

        public void Apply(Step step)
        {
            if (step.Deed is Deed.Unlink)
            {
                files[step.File] = null;
                return;
            }
            var file = files[step.File] ??= new MemoryStream();
            if (step.Deed is Deed.Truncate) file.SetLength(step.Offset);
            else
            {
                if (file.Length < step.Offset) file.SetLength(step.Offset);
                file.Position = step.Offset;
                file.Write(step.Data.Span);
            }
        }

        public Disk Copy()
        {
            var copy = new Disk();
            for (var i = 0; i < Files; i++)
                if (files[i] is { } file)
                {
                    copy.files[i] = new MemoryStream();
                    file.WriteTo(copy.files[i]!);
                }
            return copy;
        }

        public byte[]? Bytes(int file) => files[file]?.ToArray();
    }
}
