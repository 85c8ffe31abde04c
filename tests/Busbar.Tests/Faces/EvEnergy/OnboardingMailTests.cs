using System.Text;
using System.Text.RegularExpressions;
using Busbar.Server.Mail;
using Busbar.Server.Setup;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class OnboardingMailTests
{
    private const string Email = "anna@example.org", Make = "vmak01J443798BF893ZHFQVCS0FA23";

    [Theory, OnSqlite, OnPostgres]
    public async Task The_owner_is_sent_a_link_that_leads_to_the_car(Engine engine)
    {
        await using var mailbox = new Mailbox();
        await using var house = await ConnectHouse.Open(engine, services => services.AddSingleton(new Mailer(mailbox.Options, NullLogger<Mailer>.Instance)));
        await EvEnergyFixture.MadeUser(house, $$"""{"email":"{{Email}}"}""");
        Assert.Equal(204, (await Send(house, Email.ToUpperInvariant(), Make, "de-DE")).Status);
        var mail = Assert.Single(mailbox.Mails);
        Assert.Contains("To: ANNA@EXAMPLE.ORG", mail);
        Assert.Contains("Subject: Verbinden Sie Ihren Tesla", mail);
        var link = Regex.Match(mail.Replace("=\r\n", "").Replace("=\n", ""), "http://\\S*/link/guide/[A-Za-z0-9_-]{48}").Value;
        using var page = await house.House.Http.GetAsync(link);
        Assert.Contains("/car?make=01J443798BF893ZHFQVCS0FA23", page.Headers.Location?.ToString() ?? await page.Content.ReadAsStringAsync());

        foreach (var (email, make) in new[] { ("anna", Make), ("nobody@example.org", Make), (Email, "tesla"), (Email, "vmak01HN2NJ9NMRZBXT1H6FT9N7735") }) Assert.Equal(400, (await Send(house, email, make)).Status);
        Assert.Single(mailbox.Mails);
        mailbox.IsFull = true;
        Assert.Equal(503, (await Send(house, Email, Make)).Status);
    }

    [Fact]
    public async Task Without_a_mail_server_the_answer_names_the_option()
    {
        await using var house = await ConnectHouse.Open();
        var (status, text) = await Send(house, Email, Make);
        Assert.Equal(503, status);
        Assert.Contains("BUSBAR_SMTP", text);
    }

    [Theory]
    [InlineData("smtp://mail.example.org?from=busbar@example.org", "mail.example.org", 587, false)]
    [InlineData("smtps://busbar:p%40ss@mail.example.org?from=busbar@example.org", "mail.example.org", 465, true)]
    [InlineData("smtp://mail.example.org:2525?from=Busbar%20<busbar@example.org>", "mail.example.org", 2525, false)]
    public void A_sound_option_is_read(string text, string host, int port, bool isEncrypted)
    {
        var read = MailOptions.Read(text);
        Assert.Equal((host, port, isEncrypted, text.Contains('@', StringComparison.Ordinal) && text.Contains("p%40ss") ? "p@ss" : null), (read.Host, read.Port, read.IsEncrypted, read.Password));
    }

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("smtp://mail.example.org")]
    [InlineData("https://mail.example.org?from=busbar@example.org")]
    [InlineData("smtp://user:secret@mail.example.org?from=")]
    public void An_option_that_is_none_is_refused_without_showing_it(string text) => Assert.DoesNotContain("secret", Assert.Throws<BadOption>(() => MailOptions.Read(text)).Message);

    private static async Task<(int Status, string Text)> Send(ConnectHouse house, string email, string make, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/evenergy/v2/vehicle_onboarding/onboarding_link") { Content = new StringContent($$"""{"email":"{{email}}","make":"{{make}}"}""", Encoding.UTF8, "application/json") };
        if (language is not null) request.Headers.Add("Accept-Language", language);
        using var answer = await house.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
