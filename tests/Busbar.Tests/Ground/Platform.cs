// The tests start Debian's programs and look at Unix file modes.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
