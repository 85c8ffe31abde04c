using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What the start of any onboarding says: who onboards for whom, and where the browser goes. Nobody shows a token there.</summary>
/// <param name="IsJson">The answer tells the address instead of leading there.</param>
/// <param name="ReturnUrl">Where the browser goes at the end; null for a page of ours.</param>
internal sealed record OnboardingCall(Client Client, User User, bool IsJson, string? ReturnUrl)
{
    public const string UserName = "user_id", ClientName = "client_id";

    private const string TypeName = "response_type";

    public static IReadOnlyList<QueryParameter> WhoParameters { get; } =
        [new(UserName, "string", "The user whose it is.", IsRequired: true), new(ClientName, "string", "The application that asks.", IsRequired: true)];

    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        .. WhoParameters,
        new(TypeName, "string", "With json the answer says where to go instead of leading there.", Choices: ["json"]),
        new(OnboardingAddress.Name, "string", "Where the browser goes at the end; its host is one that the application registered.", "uri"),
    ];

    public static async Task<Result<OnboardingCall>> Of(HttpContext context, Database database)
    {
        if (!(await Who(context, database)).Ok(out var who, out var fault)) return fault;
        if (context.Request.One(TypeName) is { } type && type != "json") return Fault.Invalid(TypeName, "The value is json, or the parameter is left out.");
        var returnUrl = OnboardingAddress.Of(who.Client);
        if (context.Request.One(OnboardingAddress.Name) is { } asked && !OnboardingAddress.Read(who.Client, asked).Ok(out returnUrl, out fault)) return fault;
        return new OnboardingCall(who.Client, who.User, context.Request.One(TypeName) is not null, returnUrl);
    }

    /// <summary>What is to be linked: all that an account holds of these kinds, the first of which is told of at the end.</summary>
    public GuideOrder Order(params DeviceKind[] kinds) => new(null, null, kinds, null, User.Id, null, null, ReturnUrl) { AllDevices = true, TellsExit = true, TellsLinked = kinds[0] };

    /// <summary>The first page on which the owner has anything to choose.</summary>
    public string Url(HttpContext context, GuidedSession session, Func<GuideView, GuideView>? change = null)
    {
        var services = context.RequestServices;
        var offers = GuideOffer.Of(Client, session.Brand, session.Kinds, services.GetRequiredService<IVendors>(), true);
        var view = new GuideView(session, Client, offers, null, services.GetRequiredService<GuideToken>().Of(session.Id), session.CreatedAt);
        return services.GetRequiredService<Addresses>().Public + (change?.Invoke(view) ?? view).FirstPath;
    }

    /// <summary>Who onboards for whom. That there is no such user is said as that there is no such thing.</summary>
    public static async Task<Result<(Client Client, User User)>> Who(HttpContext context, Database database)
    {
        if (context.Request.One(ClientName) is not { } clientId) return Fault.Missing(ClientName, "This parameter is required.");
        if (context.Request.One(UserName) is not { } userId) return Fault.Missing(UserName, "This parameter is required.");
        if (EvId.Read(OfUser.Prefix, userId) is not { } id) return Fault.Invalid(UserName, "The value is the id of a user, such as user01HN2NJ9NMRZBXT1H6FT9N7735.");
        var (client, user) = await database.Read(async db =>
            await ClientTable.FindForSignIn(db, clientId) is { Client: { RevokedAt: null } found } ? (found, await UserTable.FindFor(db, found, id)) : ((Client?)null, (User?)null));
        if (client is null) return Fault.Invalid(ClientName, "There is no such application.");
        return user is null ? Fault.NotFound() : (client, user);
    }
}
