using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Limits;
using Busbar.Core.Linking;
using Busbar.Core.Locations;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;
using Busbar.Core.Prices;
using Busbar.Core.Readings;
using Busbar.Core.Schedules;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using Busbar.Core.Statistics;
using Busbar.Core.Steering;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;
using Busbar.Core.UserSignIns;
using Busbar.Core.Vehicles;
using Busbar.Core.Waitlists;
using Busbar.Core.Work;
using Busbar.Server.Cli;
using Busbar.Server.LinkPages;
using Busbar.Server.Mail;
using Busbar.Server.SignInPages;
using Busbar.Server.Faces;
using Busbar.Server.Faces.Connect;
using Busbar.Server.Faces.Enode;
using Busbar.Server.Faces.EvEnergy;
using Busbar.Server.Portal;
using Busbar.Server.Storage;
using Busbar.Server.Webhooks;
using Busbar.Server.Work;

namespace Busbar.Server.Setup;

/// <summary>What is in the house. One of each, for as long as the server runs.</summary>
public static class Services
{
    public static IServiceCollection AddBusbar(this IServiceCollection services, BusbarOptions options, Store store, TimeProvider time)
    {
        services.AddSingleton(options).AddSingleton(store).AddSingleton(store.Database).AddSingleton(store.MasterKey).AddSingleton(time);
        services.AddSingleton<Ids>().AddSingleton<Secrets>().AddSingleton<Vault>().AddSingleton<TenantVault>().AddSingleton<Doorbell>();
        services.AddSingleton(store.Bells).AddSingleton(new NodeOptions(options.NodePatience, IsAlone: options.Postgres is null)).AddSingleton<Nodes>();
        services.AddRooms();
        services.AddOutlets();
        services.AddSingleton<ClientCommands>().AddSingleton<BrandCommands>().AddSingleton<StationCommands>().AddSingleton<WebhookCommands>().AddSingleton<PairCommands>().AddSingleton<PriceCommands>().AddSingleton<WaitlistCommands>().AddSingleton<Cli.Commands>();
        services.AddSingleton<Addresses>().AddSingleton<Tokens>().AddSingleton<Identity>().AddSingleton<SignIn>().AddSingleton<FirstStart>().AddSingleton<PlayedOwner>().AddSingleton<DemoHousehold>();
        services.AddLinkSite().AddPortal().AddSignInSite();
        services.AddSingleton<Names>().AddSingleton<ISendDeliveries, SendDeliveries>();
        services.AddFaces();
        return services;
    }

    private static void AddRooms(this IServiceCollection services)
    {
        services.AddSingleton<AddTenant>().AddSingleton<KeepUser>().AddSingleton<KeepProfile>().AddSingleton<KeepSolarArray>().AddSingleton<AddClient>().AddSingleton<RevokeClient>().AddSingleton<ChangeClientLook>().AddSingleton<ChangePairingWish>().AddSingleton<ChangeHourlyRequests>().AddSingleton<AddAdministrator>().AddSingleton<RemoveAdministrator>();
        services.AddSingleton<GivePermission>().AddSingleton<TakePermission>();
        services.AddSingleton<Household>().AddSingleton<AddCollective>().AddSingleton<ChangeCollective>().AddSingleton<AddMember>().AddSingleton<RemoveMember>()
            .AddSingleton<PutInCollective>().AddSingleton<TakeFromCollective>();
        services.AddSingleton<LinkToken>().AddSingleton<RegisterDevices>().AddSingleton<FinishLink>().AddSingleton<BeginLink>().AddSingleton<StartLink>().AddSingleton<ContinueLink>()
            .AddSingleton<ReturnLink>().AddSingleton<CheckLink>().AddSingleton<CancelLink>().AddSingleton<ReconnectDevice>().AddSingleton<Grants>();
        services.AddSingleton<StartOffboarding>().AddSingleton<CancelOffboarding>().AddSingleton<ReturnGrants>().AddSingleton<CarryOutOffboarding>();
        services.AddSingleton<EraseUser>().AddSingleton<DisconnectBrand>().AddSingleton<RemoveDevice>().AddSingleton<NoteVehicle>().AddSingleton<KeepOwnCar>().AddSingleton<KeepOwnModels>().AddSingleton<JoinWaitlist>().AddSingleton<WithdrawGrants>().AddSingleton<ScrubFiles>();
        services.AddSingleton<GuideToken>().AddSingleton<StartGuidedSession>().AddSingleton<ChooseInGuide>().AddSingleton<BrandHealths>();
        services.AddSingleton<TrackSessions>().AddSingleton<RefoldSession>().AddSingleton<TakeReadings>().AddSingleton<PollDevice>().AddSingleton<ReadAggregates>();
        services.AddSingleton<SendCommand>().AddSingleton<ScheduleCommands>().AddSingleton<CommandCollective>().AddSingleton<CancelCommand>().AddSingleton<StartAction>().AddSingleton<CancelAction>().AddSingleton<CarryOutCommand>().AddSingleton<ExpireCommand>();
        services.AddSingleton<AddSubscription>().AddSingleton<ChangeSubscription>().AddSingleton<RemoveSubscription>().AddSingleton<TestSubscription>().AddSingleton<ReplayDelivery>().AddSingleton<RecoverDeliveries>().AddSingleton<RotateKey>().AddSingleton<TellKey>().AddSingleton<OpenPortal>().AddSingleton<EnterPortal>().AddSingleton<Deliver>();
        services.AddSingleton<SetFeature>().AddSingleton<ChangeDevice>().AddSingleton<ChangeSetting>().AddSingleton<AddLocation>().AddSingleton<ChangeLocation>()
            .AddSingleton<KeepLocation>().AddSingleton<RenewLocation>().AddSingleton<SetLocation>().AddSingleton<StandAt>();
        services.AddSingleton<Steer>().AddSingleton<SteerDevice>().AddSingleton<StartOverride>().AddSingleton<EndOverride>().AddSingleton<AddSchedule>().AddSingleton<ChangeSchedule>().AddSingleton<SetPolicy>();
        services.AddSingleton<CorrectPair>();
        services.AddSingleton<SignInTokens>().AddSingleton<MakeLoginLink>().AddSingleton<UseLoginLink>().AddSingleton<AgreeToSignIn>().AddSingleton<RedeemCode>().AddSingleton<RefreshSignIn>().AddSingleton<EndSignIn>();
        services.AddSingleton<PutTariff>().AddSingleton<PlaceTariff>().AddSingleton<ImportPrices>().AddSingleton<SetPriceArea>();
        services.AddSingleton<ReadEnergy>().AddSingleton<ReadCharging>().AddSingleton<ReadProduction>().AddSingleton<ReadSite>();
    }

    private static void AddFaces(this IServiceCollection services)
    {
        services.AddSingleton<PageTokens>().AddSingleton<Crowd>().AddSingleton<HourlyLimits>();
        // Only documents are made with these; what refers to what is nested there, far deeper than any body may be.
        services.ConfigureHttpJsonOptions(options =>
        {
            FaceJson.Set(options.SerializerOptions, System.Text.Json.JsonNamingPolicy.CamelCase);
            options.SerializerOptions.MaxDepth = 256;
        });
        ConnectFace.AddTo(services);
        EnodeFace.AddTo(services);
        EvEnergyFace.AddTo(services);
    }

    /// <summary>The clocks. A test that holds the clock leaves them unstarted and calls them itself.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services, bool start)
    {
        services.AddSingleton<PollWork>().AddSingleton<CommandWork>().AddSingleton<ConfirmWork>().AddSingleton<LinkCheckWork>().AddSingleton<OffboardWork>().AddSingleton<ScrubWork>().AddSingleton<NodeWork>().AddSingleton<DeliverWork>();
        services.AddSingleton(all => new Mailer(all.GetRequiredService<BusbarOptions>().Mail, all.GetRequiredService<ILogger<Mailer>>())).AddSingleton<PriceSource>().AddSingleton<PriceWork>().AddSingleton<SteerWork>().AddSingleton<LimitWork>();
        if (!start) return services;
        return services.AddHostedService<AdminSocket>().AddHostedService<BrandWork>().AddHostedService(all => all.GetRequiredService<NodeWork>())
            .AddHostedService(all => all.GetRequiredService<PollWork>()).AddHostedService(all => all.GetRequiredService<CommandWork>())
            .AddHostedService(all => all.GetRequiredService<ConfirmWork>()).AddHostedService(all => all.GetRequiredService<LinkCheckWork>())
            .AddHostedService(all => all.GetRequiredService<OffboardWork>()).AddHostedService(all => all.GetRequiredService<ScrubWork>()).AddHostedService(all => all.GetRequiredService<DeliverWork>()).AddHostedService(all => all.GetRequiredService<PriceWork>()).AddHostedService(all => all.GetRequiredService<SteerWork>())
            .AddHostedService(all => all.GetRequiredService<LimitWork>());
    }
}
