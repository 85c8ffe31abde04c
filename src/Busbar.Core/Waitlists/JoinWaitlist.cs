using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Waitlists;

/// <summary>Puts somebody on a waitlist, once for each thing. What comes from a sandbox is checked, and kept nowhere.</summary>
public sealed class JoinWaitlist(Database database, TimeProvider time)
{
    /// <param name="caller">The application whose page it was; null where none was named.</param>
    /// <param name="modelId">One that is in the catalogue.</param>
    public async Task<Result<Guid>> Join(Client? caller, WaitlistSort sort, string email, string? country, Guid? modelId, string makeName, string modelName)
    {
        if (!UserProfile.IsEmail(email)) return UserProfile.NoEmail();
        var (make, model) = (makeName.Trim(), modelName.Trim());
        if (make.Length > WaitlistEntry.LongestName || make.Contains('\0')) return TooLong("makeName");
        if (model.Length > WaitlistEntry.LongestName || model.Contains('\0')) return TooLong("modelName");
        var id = NamedId.Of(Encoding.UTF8.GetBytes($"{caller?.Id}\n{sort}\n{email.ToLowerInvariant()}\n{modelId}\n{make.ToUpperInvariant()}\n{model.ToUpperInvariant()}"));
        if (caller?.Realm is not Realm.Sandbox)
            await database.Write(db => WaitlistTable.Put(db, new WaitlistEntry(id, caller?.TenantId, caller?.Id, sort, email, country, modelId, make, model, time.GetUtcNow().Stored())));
        return id;
    }

    private static Fault TooLong(string field) => Fault.Invalid(field, $"The value has at most {WaitlistEntry.LongestName} characters.");
}
