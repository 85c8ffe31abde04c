using Busbar.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Recipes;

/// <summary>What every recipe works with.</summary>
public sealed record RecipeTools(VendorHttp Http, Budgets Budgets, IBrandApps Apps, TimeProvider Time, ILoggerFactory Loggers);
