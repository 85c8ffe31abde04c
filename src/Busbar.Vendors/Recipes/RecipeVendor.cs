using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Recipes;

/// <summary>A recipe behaving as a vendor. Where the recipe has commands it is a <see cref="CommandingRecipeVendor"/>.</summary>
public class RecipeVendor : ILinkDevices, IRefreshGrants, IRevokeGrants, IReadDevices, IKeepBudgets
{
    private readonly Recipe recipe;
    private readonly RecipeLinks links;
    private readonly RecipeTokens tokens;
    private readonly RecipeReads reads;

    private protected RecipeVendor(Recipe recipe, Brand brand, Realm realm, RecipeTools tools)
    {
        (this.recipe, Brand) = (recipe, brand);
        Calls = new RecipeCalls(recipe, brand, realm, tools);
        tokens = new RecipeTokens(Calls);
        links = new RecipeLinks(Calls, tokens, new RecipeDevices(Calls));
        reads = new RecipeReads(Calls, tools.Loggers.CreateLogger<RecipeVendor>());
    }

    internal static RecipeVendor Of(Recipe recipe, Brand brand, Realm realm, RecipeTools tools) =>
        recipe.Commands.Count > 0 ? new CommandingRecipeVendor(recipe, brand, realm, tools) : new RecipeVendor(recipe, brand, realm, tools);

    private protected RecipeCalls Calls { get; }

    public Brand Brand { get; }

    /// <summary>Nobody has run this recipe against the vendor yet.</summary>
    public bool Untried => recipe.Untried;

    /// <summary>What the operator must have entered.</summary>
    internal IReadOnlyList<AppInput> App => recipe.App;

    public RefreshReplay Replay => recipe.Refresh?.Replay ?? RefreshReplay.Unknown;

    public Cadences Cadences => recipe.Cadences;

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => links.Start(request, stop);

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => links.Return(request, back, secret, stop);

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => links.Check(request, secret, stop);

    public Task<GrantSecret> Refresh(GrantSecret secret, CancellationToken stop) => tokens.Refresh(secret, stop);

    public Task Revoke(GrantSecret secret, CancellationToken stop) => tokens.Revoke(secret, stop);

    public Task<ReadAnswer> Read(DeviceAddress device, GrantSecret secret, CancellationToken stop) => reads.Read(device, secret, stop);

    public Task<IReadOnlyList<BudgetLeft>> BudgetsLeft(Guid grantId, CancellationToken stop) => Calls.BudgetsLeft(grantId);
}

/// <summary>A recipe with commands.</summary>
public sealed class CommandingRecipeVendor : RecipeVendor, ICommandDevices
{
    private readonly RecipeCommands commands;

    internal CommandingRecipeVendor(Recipe recipe, Brand brand, Realm realm, RecipeTools tools) : base(recipe, brand, realm, tools) =>
        commands = new RecipeCommands(Calls, tools.Loggers.CreateLogger<RecipeVendor>());

    public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop) => commands.Send(device, command, secret, stop);

    public (double Least, double Most)? RangeOf(DeviceKind device, CommandKind command) => commands.RangeOf(device, command);
}
