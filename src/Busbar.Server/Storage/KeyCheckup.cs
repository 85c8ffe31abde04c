using Busbar.Core.Basics;

namespace Busbar.Server.Storage;

/// <summary>
/// Finds the master key and proves that it is the one that this store was made with, before anything is sealed with another.
/// </summary>
internal static class KeyCheckup
{
    private const string Row = "key-check", Text = "busbar";

    public static async Task<MasterKey> Run(Database database, DataFolder folder, string? given, ILogger log)
    {
        var checks = await database.Read(KeyCheckTable.All);
        var key = (given is null ? folder.FindKey(log) : MasterKeyText.Parse(given, "BUSBAR_MASTER_KEY")) ?? Make(folder, checks, log);
        if (checks.Count == 0)
        {
            var first = new KeyCheck(key.Id, new Vault(key).SealOwn(Row, Text));
            checks = await database.Write(db => KeyCheckTable.AddFirst(db, first));
        }
        if (!checks.All(check => check.KeyId == key.Id && Opens(key, check)))
            throw new StoreRefused($"The store was sealed with master key {Named(checks)}, but {(given is null ? folder.KeyFile : "BUSBAR_MASTER_KEY")} holds key {key.Id}. Give the right key in BUSBAR_MASTER_KEY, or put the right file in its place; without it the store's secrets cannot be opened.");
        return key;
    }

    private static MasterKey Make(DataFolder folder, IReadOnlyList<KeyCheck> checks, ILogger log) => checks.Count == 0
        ? folder.MakeKey(log)
        : throw new StoreRefused($"The store was sealed with master key {Named(checks)}, but there is no {folder.KeyFile}, and BUSBAR_MASTER_KEY is not set. Put the file back from its copy, or set the variable; without the key the store's secrets cannot be opened.");

    private static bool Opens(MasterKey key, KeyCheck check)
    {
        try
        {
            return new Vault(key).OpenOwn(Row, check.Sealed) == Text;
        }
        catch (SealBroken)
        {
            return false;
        }
    }

    private static string Named(IReadOnlyList<KeyCheck> checks) => string.Join(", ", checks.Select(check => check.KeyId));
}
