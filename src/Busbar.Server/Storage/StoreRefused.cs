namespace Busbar.Server.Storage;

/// <summary>The store cannot be opened as it stands. The message names what is wrong and the way out, and is meant for the operator.</summary>
public class StoreRefused(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Another process holds the data folder: most likely a running server, which can be asked instead.</summary>
public sealed class DataFolderInUse(string folder) : StoreRefused(
    $"The data folder {folder} is in use by another running Busbar process. Stop that one first, or choose another folder with --data (or BUSBAR_DATA).");
