using Busbar.Server.Cli;
using Busbar.Server.Setup;
using Busbar.Server.Storage;

try
{
    if (CommandLine.IsCommand(args)) return await CommandLine.Run(args);

    var options = BusbarOptions.Read(args, Environment.GetEnvironmentVariable);
    using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole());
    await using var store = await Store.Open(options.Store, logs.CreateLogger("Busbar.Storage"), TimeProvider.System);
    await using var app = BusbarServer.Build(options, store, TimeProvider.System);
    await BusbarServer.Prepare(app);
    await app.StartAsync();
    if (options.Demo) await app.Services.GetRequiredService<FirstStart>().Run();
    await Welcome.Print(app, Console.Out);
    if (options.Demo) await app.Services.GetRequiredService<DemoHousehold>().Link(app.Lifetime.ApplicationStopping);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is BadOption or StoreRefused or IOException)
{
    Console.Error.WriteLine($"busbar: {e.Message}");
    return 1;
}
