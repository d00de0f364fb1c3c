using System.CommandLine;

namespace Patina.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object instead of text." };

    public static Option<bool> Offline() => new("--offline") { Description = "Open no connection; what is not on this machine is an error. Also: HF_HUB_OFFLINE=1." };

    public static Option<bool> VerboseQueries() => new("--verbose", "-v") { Description = "Also show each query with what came back." };
}
