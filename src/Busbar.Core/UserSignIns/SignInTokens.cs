using System.Globalization;
using Busbar.Core.Basics;

namespace Busbar.Core.UserSignIns;

/// <summary>The secrets of signing in: the address of a login link, a code, a refresh token. Each is made from what it stands for and our own key, so that the store holds none.</summary>
public sealed class SignInTokens(MasterKey master)
{
    private const char Joint = '.';

    private readonly IdToken links = new(master, "login-link"), codes = new(master, "authorization-code");

    public string OfLink(Guid linkId) => links.Of(linkId);

    /// <summary>The link that the token is for; null where it is not one of ours. So of the others.</summary>
    public Guid? ReadLink(string token) => links.Read(token);

    public string OfCode(Guid signInId) => codes.Of(signInId);

    public Guid? ReadCode(string code) => codes.Read(code);

    /// <param name="generation">Each refresh token of a sign-in is made anew with the next.</param>
    public string OfRefresh(Guid signInId, long generation) => string.Create(CultureInfo.InvariantCulture, $"{generation}{Joint}{Refresh(generation).Of(signInId)}");

    public (Guid SignInId, long Generation)? ReadRefresh(string token) =>
        token.Split(Joint) is [{ Length: <= 18 } number, var rest] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
        && Refresh(generation).Read(rest) is { } id ? (id, generation) : null;

    private IdToken Refresh(long generation) => new(master, string.Create(CultureInfo.InvariantCulture, $"refresh-token/{generation}"));
}
