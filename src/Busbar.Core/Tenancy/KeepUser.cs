using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Knows a user by the application's own id from the first time that it is named.</summary>
public sealed class KeepUser(Database database, Ids ids, TimeProvider time)
{
    private const int LongestName = 200;

    /// <summary>Whether a user can be called so.</summary>
    public static Fault? Check(string name) =>
        name.Length is 0 or > LongestName || name.Contains('\0') ? Fault.Invalid("userId", $"The value is an id of your own, of 1 to {LongestName} characters.") : null;

    public async Task<Result<User>> Keep(Client caller, string name)
    {
        if (Check(name) is { } wrong) return wrong;
        return await database.Write(async db =>
        {
            if (await UserTable.FindByExternalId(db, caller.TenantId, name) is { } known) return known;
            var user = new User(ids.New(), caller.TenantId, name, time.GetUtcNow().Stored());
            await UserTable.Add(db, user, caller.Id);
            return user;
        });
    }
}
