namespace Busbar.Server.Cli;

/// <summary>The words of the command line.</summary>
public static class CliText
{
    public const string Help = """
        busbar                                       runs the server
        busbar clients add --name NAME [options]     makes a client and tells its secret, once
            --tenant TENANT      whose it is; made when there is none of this name (default: the client's name)
            --production         with real devices (default: --sandbox, with the built-in cloud's)
            --client-id ID       what it signs in with (default: one of our making)
            --return ADDRESS     where browsers may be sent back to; may stand several times
            --brand BRAND        a brand that it may link; may stand several times (default: all)
            --logo URL           an https picture that owners see beside its name
            --colour #RRGGBB     its colour on the link pages
            --administrator      it looks after the tenant: sees and commands all of its devices, and names other administrators
        busbar clients look CLIENT_ID [options]      changes what owners see: --name, --logo and --colour as above, and
                                                     --onboarding-return ADDRESS, where ev.energy's onboarding ends; "" takes one away
        busbar clients pairing CLIENT_ID [options]   says what it wants of the pairing of cars and chargers: --ids, --unlock and --route, each on or off
        busbar clients limit CLIENT_ID N|off|usual   says how many requests it may make in an hour
        busbar clients list                          shows the clients
        busbar clients revoke CLIENT_ID              ends a client within a second
        busbar brands list [--production]            shows the brands of the sandbox, or of production
        busbar brands check FILE                     checks a brand's file and tells every mistake with its line
        busbar brands set BRAND NAME=VALUE …         stores what you registered at a brand; NAME=- reads the value from standard input
        busbar stations list                         shows the charging stations that dial in
        busbar stations show STATION                 tells all that is known of one
        busbar stations password STATION [--now]     gives it a new password
        busbar stations …                            asks something of one: docs/operating.md lists it all
        busbar webhooks list                         shows who is told of events, and whether they take them
        busbar webhooks deliveries WEBHOOK           shows what was sent to one, newest first
        busbar webhooks show DELIVERY                tells what a delivery said
        busbar webhooks replay DELIVERY              sends the same events once more
        busbar pairs list                            shows which cars are plugged into which chargers
        busbar pairs show DEVICE                     tells, for the home of a car or charger, what speaks for every pair and against it
        busbar pairs pin|bar CAR CHARGER             says that the two hang together, or do not, until either is unplugged
        busbar pairs forget CAR CHARGER              takes back what was said of the two
        busbar prices import FILE                    takes in market prices; "-" reads standard input
        busbar prices list                           shows which prices there are, and which places have which area
        busbar prices area ZONE|LOCATION AREA        says which price area a time zone, or one location, lies in; "none" takes that back
        busbar waitlist list                         shows who waits for a car or charger that cannot be onboarded yet
        busbar waitlist remove EMAIL                 takes somebody off it

        With every command: --data FOLDER or --postgres CONNECTION, as the server has them.
        """;
}
