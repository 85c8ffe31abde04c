using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Guided onboarding sessions.</summary>
internal static class GuidedOnboarding
{
    public static async Task<IResult> Create(Body<GuidedOnboardingSessionRequest> body, HttpContext context, StartGuidedSession start, GuidedWords words)
    {
        var caller = Identity.Of(context);
        return (await start.Start(caller, GuidedWords.Order(body.Value))).Ok(out var session, out var fault) ? Created(words.Show(session, null, null, caller)) : No(fault);
    }

    public static async Task<IResult> List(PageRequest page, HttpContext context, Database database, GuidedWords words)
    {
        var caller = Identity.Of(context);
        var (sessions, links, devices) = await database.Read(async db =>
        {
            var sessions = await GuidedSessionTable.ListFor(db, caller, page.After, page.Limit);
            var links = await LinkTable.FindFor(db, caller, Ids(sessions.Select(session => session.LinkId)));
            return (sessions, links, await DeviceTable.FindFor(db, caller, Ids(links.Values.Select(link => link.DeviceId))));
        });
        return Ok(page.Cut(sessions, session => Places.Write(session.CreatedAt, session.Id), session =>
        {
            var link = session.LinkId is { } id ? links.GetValueOrDefault(id) : null;
            return words.Show(session, link, link?.DeviceId is { } deviceId ? devices.GetValueOrDefault(deviceId) : null, caller);
        }));
    }

    public static async Task<IResult> Get(Guid onboardingSessionId, HttpContext context, Database database, GuidedWords words)
    {
        var caller = Identity.Of(context);
        var (session, link, device) = await database.Read(async db =>
        {
            var session = await GuidedSessionTable.FindFor(db, caller, onboardingSessionId);
            var link = session?.LinkId is { } linkId ? await LinkTable.FindFor(db, caller, linkId) : null;
            return (session, link, link?.DeviceId is { } deviceId ? await DeviceTable.FindFor(db, caller, deviceId) : null);
        });
        return session is null ? NotFound() : Ok(words.Show(session, link, device, caller));
    }

    private static List<Guid> Ids(IEnumerable<Guid?> ids) => [.. ids.OfType<Guid>().Distinct()];
}
