using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Locations;
using Busbar.Core.Pairing;

namespace Busbar.Core.Tenancy;

/// <summary>Keeps what applications tell of users. A home whose position is known is a place of the user's, so that all that places do is done there.</summary>
public sealed class KeepProfile(Database database, Ids ids, TimeProvider time)
{
    private const string Label = "Home";

    /// <summary>A new user of the application's, known by our own id.</summary>
    public async Task<Result<(User User, UserProfile Profile)>> Add(Client caller, string? email, UserHome? home)
    {
        var id = ids.New();
        var user = new User(id, caller.TenantId, id.ToString(), time.GetUtcNow().Stored());
        var profile = new UserProfile(user.Id, user.TenantId, email, home);
        if (Check(profile) is { } fault) return fault;
        await database.Write(async db =>
        {
            await UserTable.Add(db, user, caller.Id);
            await Put(db, profile, user.CreatedAt);
        });
        return (user, profile);
    }

    /// <param name="change">Gives the profile as it is to be, or says what is wrong with that.</param>
    public Task<Result<UserProfile>> Change(Client caller, Guid userId, Func<UserProfile, Result<UserProfile>> change) =>
        database.Write<Result<UserProfile>>(async db =>
        {
            if (await UserTable.FindFor(db, caller, userId) is not { } user) return Fault.NotFound();
            var known = await UserProfileTable.Find(db, userId) ?? new UserProfile(user.Id, user.TenantId, null, null);
            if (!change(known).Ok(out var told, out var fault)) return fault;
            if (Check(told) is { } wrong) return wrong;
            await Put(db, told, time.GetUtcNow().Stored());
            return told;
        });

    private static Fault? Check(UserProfile profile)
    {
        if (profile.Email is { } email && !UserProfile.IsEmail(email)) return UserProfile.NoEmail();
        if (profile.Home is not { } home) return null;
        if (home.CountryCode is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']) return Fault.Invalid("country_code", "The value is two capital letters, by ISO 3166-1.");
        foreach (var (name, line) in new[] { ("address_1", home.Address1), ("address_2", home.Address2), ("city", home.City), ("state", home.State), ("postal_code", home.PostalCode) })
            if (line is { Length: > UserHome.LongestLine } || line?.Contains('\0') is true) return Fault.Invalid(name, $"The value has at most {UserHome.LongestLine} characters.");
        return home.Position is { } position && CheckLocation.Check(Place(profile, home, position, DateTimeOffset.UnixEpoch)).Fault is { } fault ? fault : null;
    }

    private static async Task Put(DbConnection db, UserProfile profile, DateTimeOffset now)
    {
        await UserProfileTable.Put(db, profile);
        var known = await LocationTable.Find(db, profile.UserId);
        if (profile.Home is { Position: { } position } home)
        {
            var place = Place(profile, home, position, now);
            if (known is null) await LocationTable.Add(db, place);
            else await LocationTable.Update(db, place with { TimeZone = known.TimeZone, Label = known.Label });
        }
        else if (known is not null)
        {
            await LocationTable.Remove(db, known.Id);
            await FollowHome.Settle(db, known.TenantId, known.UserId, now);
        }
    }

    private static Location Place(UserProfile profile, UserHome home, (double Latitude, double Longitude) position, DateTimeOffset now) =>
        new(profile.UserId, profile.TenantId, profile.UserId, Label, home.Line, position.Latitude, position.Longitude, now, StandsAlone: true);
}
