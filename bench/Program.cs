using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Bench;

// What is measured, and with which load, stands in the file of each bench. All print one JSON object.
var benches = new Dictionary<string, Func<BenchOptions, Task<object>>>
{
    ["floors"] = _ => Task.FromResult<object>(Floors.Measure()),
    ["meter-values"] = MeterValuesBench.Run,
    ["storm"] = StormBench.Run,
    ["last-reading"] = ReadBench.LastReading,
    ["vehicle"] = ReadBench.Vehicle,
    ["onboarding"] = OnboardingBench.Run,
    ["aggregate"] = AggregateBench.Run,
    ["scale"] = ScaleBench.Run,
    ["webhooks"] = WebhookBench.Run,
    ["pairing"] = PairingBench.Run,
};

if (BenchOptions.Read(args, benches.Keys) is not { } options) return 2;
var results = new Dictionary<string, object> { ["machine"] = new { cores = Environment.ProcessorCount, runtime = Environment.Version.ToString() }, ["floors"] = Floors.Measure() };
foreach (var name in options.Names)
{
    Console.Error.WriteLine($"{name} …");
    if (name != "floors") results[name] = await benches[name](options);
}
Console.WriteLine(JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
return 0;
