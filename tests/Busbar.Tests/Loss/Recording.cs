using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Loss;

internal enum Deed : byte { Write = 1, Sync = 2, Truncate = 3, Unlink = 4, Acknowledge = 5 }

/// <summary>One thing that the recorded program did. File 0 is the database, 1 its write-ahead log, 2 a rollback journal.</summary>
internal readonly record struct Step(Deed Deed, byte File, long Offset, ReadOnlyMemory<byte> Data)
{
    public string Line => Encoding.ASCII.GetString(Data.Span).Trim();
}

/// <summary>Everything that a program did to its database, in order. See tests/crash/rec.c.</summary>
internal sealed class Recording(IReadOnlyList<Step> steps)
{
    private static readonly string[] Taken = ["BUSBAR_", "LD_PRELOAD"];

    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Runs <see cref="RecordedProgram"/> under the recorder, in a folder of its own.</summary>
    public static async Task<Recording> Make(int acknowledgements, string synchronous)
    {
        using var folder = new TempFolder();
        var (recorder, trace) = (folder.File("rec.so"), folder.File("trace"));
        await Run(new ProcessStartInfo("gcc", ["-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", recorder, Repository.Path("tests", "crash", "rec.c"), "-ldl"]));
        var program = new ProcessStartInfo("dotnet", [typeof(RecordedProgram).Assembly.Location, "record", folder.Path, $"{acknowledgements}", synchronous]);
        foreach (var name in program.Environment.Keys.Where(name => Taken.Any(name.StartsWith)).ToList()) program.Environment.Remove(name);
        (program.Environment["REC_DB"], program.Environment["REC_TRACE"], program.Environment["LD_PRELOAD"]) = (folder.File(SqliteDatabase.FileName), trace, recorder);
        await Run(program);
        return new Recording(Read(await File.ReadAllBytesAsync(trace)));
    }

    private static List<Step> Read(ReadOnlyMemory<byte> trace)
    {
        var steps = new List<Step>();
        for (var at = 0; at + 16 <= trace.Length;)
        {
            var head = trace.Span[at..];
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            steps.Add(new Step((Deed)head[0], head[1], BinaryPrimitives.ReadInt64LittleEndian(head[8..]), trace.Slice(at + 16, length)));
            at += 16 + length;
        }
        return steps;
    }

    private static async Task Run(ProcessStartInfo start)
    {
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        Assert.True(process.ExitCode == 0, $"{start.FileName} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
