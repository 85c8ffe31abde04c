using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>For whom a request is made: an application, or an application that acts as one of its users.</summary>
/// <param name="User">The user that is acted as; null for all of the application's.</param>
internal sealed record EvCaller(Client Client, User? User)
{
    public const string Header = "EvEnergy-User";

    /// <summary>Looks at what the conventions of the API want of every request.</summary>
    public static async ValueTask<Fault?> Admit(HttpContext context)
    {
        if (EvVersion.Check(context.Request) is { } version) return version;
        if (Identity.Known(context) is not { } client) return null;
        if (Identity.UserOf(context) is { } token) return await AdmitUser(context, client, token);
        if (context.Request.Headers[Header] is not { Count: > 0 } header)
        {
            context.Items[typeof(EvCaller)] = new EvCaller(client, null);
            return null;
        }
        var user = header is [{ Length: > 0 } text] && EvId.ReadAddress(OfUser.Prefix, text) is { } id
            ? await context.RequestServices.GetRequiredService<Database>().Read(db => UserTable.FindFor(db, client, id)) : null;
        if (user is null) return Fault.Invalid(Header, "This is neither the id nor the URL of a user of this application.");
        context.Items[typeof(EvCaller)] = new EvCaller(client, user);
        return null;
    }

    private static async ValueTask<Fault?> AdmitUser(HttpContext context, Client client, TokenUser token)
    {
        if (context.Request.Headers[Header] is { Count: > 0 } header && !(header is [{ } text] && EvId.ReadAddress(OfUser.Prefix, text) == token.UserId))
            return Forbidden($"{Header} names another user than the one who signed in. Leave it out.");
        if (await context.RequestServices.GetRequiredService<Database>().Read(db => UserTable.FindFor(db, client, token.UserId)) is not { } user)
            return new Fault(FaultKind.Unauthenticated, "The application does not look after this user any more.");
        var about = context.GetEndpoint()?.Metadata;
        if (about?.GetMetadata<ApplicationsOnly>() is not null) return Forbidden("This is for applications themselves. Send a token that the application got with its own credentials.");
        if (about?.GetOrderedMetadata<NeededScope>().FirstOrDefault(needed => !token.Scopes.Contains(needed.Name)) is { Name: var scope }) return Forbidden($"This needs the scope {scope}. Ask the user for it at /evenergy/o/authorize/.");
        context.Items[typeof(EvCaller)] = new EvCaller(client, user);
        return null;
    }

    private static Fault Forbidden(string message) => new(FaultKind.PermissionMissing, message);

    /// <summary>Who makes a request to an endpoint that wants a token.</summary>
    public static EvCaller Of(HttpContext context) => Known(context) ?? throw new InvalidOperationException($"{context.Request.Path} was not guarded.");

    /// <summary>The same where strangers are let in: null for one.</summary>
    public static EvCaller? Known(HttpContext context) => (EvCaller?)context.Items[typeof(EvCaller)];

    public Guid? UserId => User?.Id;

    /// <summary>The user whom a path or filter names, <c>me</c> being the one acted as; null where the caller looks after no such user.</summary>
    public async Task<User?> Find(DbConnection db, string name)
    {
        if (name == OfUser.Me) return User;
        return EvId.Read(OfUser.Prefix, name) is { } id && (User is null || User.Id == id) ? await UserTable.FindFor(db, Client, id) : null;
    }

    /// <summary>A device of the group that the caller sees; as a user, only of the user's own. A car may be one that no brand links.</summary>
    public async Task<DeviceView?> Find(DbConnection db, DeviceGroup group, Guid id)
    {
        var view = await DeviceViewTable.FindFor(db, Client, group, id);
        if (view is null && group is DeviceGroup.Cars) view = (await OwnCarTable.FindFor(db, Client, id))?.Among();
        return User is null || view?.Device.UserId == User.Id ? view : null;
    }
}
