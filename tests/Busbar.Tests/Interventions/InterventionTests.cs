using Busbar.Core.Devices;
using Busbar.Core.Interventions;
using Busbar.Core.Ports;

namespace Busbar.Tests.Interventions;

public sealed class InterventionTests
{
    private static readonly string[] languages = ["en", "de", "fr", "nl", "nb", "sv", "da", "fi", "es", "it", "pl", "pt"];
    private static readonly DateTimeOffset now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Everything_that_can_be_open_is_catalogued_in_every_language()
    {
        Assert.Equal(Enum.GetValues<Intervention>().Order(), InterventionCatalogue.All.Select(one => one.Kind).Order());
        Assert.Equal(InterventionCatalogue.All.Count, InterventionCatalogue.All.Select(one => one.Id).Distinct().Count());
        Assert.All(InterventionCatalogue.All, one =>
        {
            Assert.Equal(languages.Order(), one.Texts.Keys.Order());
            Assert.All(one.Texts.Values, text => Assert.True(text.Title.Length is > 3 and < 80 && text.Description.Length is > 20 and < 400 && text.Description.Split("**").Length == 3, text.ToString()));
            // Nobody copied one language into another.
            Assert.Equal(one.Texts.Count, one.Texts.Values.Select(text => text.Description).Distinct().Count());
        });
    }

    [Theory]
    [InlineData("de-DE", "Erneut anmelden")]
    [InlineData("DE", "Erneut anmelden")]
    [InlineData("nl-BE", "Meld u opnieuw aan")]
    [InlineData("ja-JP", "Sign in again")]
    [InlineData("", "Sign in again")]
    [InlineData(null, "Sign in again")]
    public void A_language_that_nobody_has_written_is_English(string? language, string title) =>
        Assert.Equal(title, InterventionCatalogue.Of(Intervention.SignInAgain).In(language).Title);

    /// <summary>Each is raised by what we meet with, and gone when that is over.</summary>
    [Theory]
    [InlineData(VendorFaultKind.GrantLost, Intervention.SignInAgain)]
    [InlineData(VendorFaultKind.PermissionMissing, Intervention.AllowAccess)]
    [InlineData(VendorFaultKind.SetupIncomplete, Intervention.FinishSetup)]
    [InlineData(VendorFaultKind.DeviceGone, Intervention.LinkAnew)]
    [InlineData(VendorFaultKind.DeviceOffline, Intervention.BringOnline)]
    [InlineData(VendorFaultKind.Outage, null)]
    [InlineData(VendorFaultKind.OutOfBudget, null)]
    public void What_is_open_follows_from_the_trouble(VendorFaultKind trouble, Intervention? open)
    {
        var state = DeviceState.Unheard(Guid.Empty) with { LastHeardAt = now.AddHours(-2), Trouble = new Trouble(trouble, "", now.AddHours(-1), null) };
        Assert.Equal(open is null ? [] : [open.Value], OpenInterventions.Of(Connections.Of(state), now));
        Assert.Empty(OpenInterventions.Of(Connections.Of(state with { Trouble = null, IsOnline = true }), now));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void A_device_that_is_silent_for_a_moment_is_left_alone(int minutes, bool isOpen)
    {
        var silent = DeviceState.Unheard(Guid.Empty) with { LastHeardAt = now.AddMinutes(-minutes) };
        Assert.Equal(isOpen ? [Intervention.BringOnline] : [], OpenInterventions.Of(Connections.Of(silent), now));
    }
}
