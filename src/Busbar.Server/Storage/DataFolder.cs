using System.Security.Cryptography;
using Busbar.Core.Basics;

namespace Busbar.Server.Storage;

/// <summary>The folder that holds what is not in PostgreSQL: the SQLite database, the master key, the demo's credentials.</summary>
public sealed partial class DataFolder
{
    public const string KeyFileName = "master.key", LockFileName = "busbar.lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DataFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public string KeyFile => Path.Combine(FullPath, KeyFileName);

    /// <summary>The folder, made if need be for its owner's eyes only.</summary>
    public static DataFolder Open(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
            return new DataFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefused($"The data folder {path} cannot be made: {e.Message} Choose a folder that this user may write to with --data (or BUSBAR_DATA).", e);
        }
    }

    /// <summary>Holds the folder for this process until disposed or until the process ends, however it ends.</summary>
    /// <exception cref="DataFolderInUse">Another process holds it.</exception>
    public IDisposable Lock()
    {
        var file = Path.Combine(FullPath, LockFileName);
        try
        {
            return new FileStream(file, Private(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreRefused($"The file {file} cannot be written: {e.Message} Run Busbar as the owner of its data folder, or choose another with --data (or BUSBAR_DATA).", e);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new DataFolderInUse(FullPath);
        }
    }

    /// <summary>The master key of this folder; null where there is none yet.</summary>
    public MasterKey? FindKey(ILogger log)
    {
        if (!File.Exists(KeyFile)) return null;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(KeyFile) & ~OwnerOnly) != 0) Log.KeyIsOpen(log, KeyFile);
        return MasterKeyText.Parse(File.ReadAllText(KeyFile), KeyFile);
    }

    /// <summary>Makes a master key, or takes the one that another node made in the same folder a moment before.</summary>
    public MasterKey MakeKey(ILogger log)
    {
        var draft = Path.Combine(FullPath, $"{KeyFileName}.{Environment.ProcessId}");
        Save(draft, MasterKeyText.Write(RandomNumberGenerator.GetBytes(32)));
        try
        {
            File.Move(draft, KeyFile, overwrite: false);
            Log.KeyMade(log, KeyFile);
        }
        catch (IOException) when (File.Exists(KeyFile))
        {
            File.Delete(draft);
        }
        // Brings the new name to the disk, and not only the content under the old one.
        using (var file = new FileStream(KeyFile, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)) file.Flush(flushToDisk: true);
        return FindKey(log)!;
    }

    private static void Save(string path, string text)
    {
        using var file = new FileStream(path, Private(FileMode.Create, FileAccess.Write));
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static FileStreamOptions Private(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The master key {File} can be read by others than its owner: chmod 600 it")]
        public static partial void KeyIsOpen(ILogger log, string file);

        [LoggerMessage(Level = LogLevel.Information, Message = "A master key was made in {File}. Keep a copy apart from backups of the data: without it they cannot be read")]
        public static partial void KeyMade(ILogger log, string file);
    }
}
