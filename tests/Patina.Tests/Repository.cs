using System.Runtime.CompilerServices;

namespace Patina.Tests;

/// <summary>Where this checkout is, for tests that read its files.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string Fixture(params string[] parts) => Path.Combine([Root, "tests", "fixtures", .. parts]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
