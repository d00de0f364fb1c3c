using Patina.Memory.Diagnostics;
using Patina.USearch;

namespace Patina.Cli.Doctor;

/// <summary>Whether the programs and libraries around Patina are there.</summary>
internal static class InstallationCheck
{
    public const string Reinstall = "build or install Patina again";

    private const string InstallGit = "install git (https://git-scm.com), then patina scrape";

    public static void Run(Findings findings)
    {
        findings.Check("git", InstallGit, () => ToolVersions.Git(findings.Cancellation) is { } version
            ? Finding.Ok("git", version)
            : Finding.Warning("git", "not found in PATH: history cannot be read", InstallGit));
        findings.Check("sqlite", Reinstall, () => Finding.Ok("sqlite", ToolVersions.Sqlite()));
        findings.Check("kernels", Reinstall, () => Finding.Ok("kernels", $"USearch {VectorIndex.LibraryVersion}, {ToolVersions.Grammars()} grammars"));
    }
}
