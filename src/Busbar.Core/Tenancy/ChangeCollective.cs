using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>What is to be different of a collective; null for what stays.</summary>
public sealed record CollectiveChange(string? Name, CollectiveKind? Kind, Change<string?>? Properties)
{
    public bool IsNone => Name is null && Kind is null && Properties is null;
}

/// <summary>Renames a collective, or changes its kind or the application's own JSON.</summary>
public sealed class ChangeCollective(Database database, Household household)
{
    public Task<Result<Collective>> Change(Client caller, Guid collectiveId, CollectiveChange change) => database.Write<Result<Collective>>(async db =>
    {
        if (!(await CollectiveAccess.FindToChange(db, caller, collectiveId)).Ok(out var known, out var fault)) return fault;
        if (change.Name is { } name && Collective.BadName(name) is { } bad) return bad;
        var changed = await household.Settle(db, known with
        {
            Name = change.Name ?? known.Name, Kind = change.Kind ?? known.Kind, Properties = change.Properties is { } properties ? properties.Value : known.Properties,
        });
        await CollectiveTable.Update(db, changed);
        return changed;
    });
}
