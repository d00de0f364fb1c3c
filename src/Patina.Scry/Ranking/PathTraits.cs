using System.Collections.Frozen;

namespace Patina.Scry.Ranking;

/// <summary>What a path says about the worth of a file as an answer.</summary>
internal static class PathTraits
{
    private static readonly FrozenSet<string> TestFolders = FrozenSet.ToFrozenSet(
        ["test", "tests", "testing", "__tests__", "spec", "specs", "testdata", "test-data", "fixtures", "e2e", "bench", "benches",
         "benchmark", "benchmarks", "example", "examples", "sample", "samples", "demo", "demos", "mock", "mocks", "__mocks__"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Tests, benchmarks and examples: in a folder so called, or by the file's name (<c>x_test.go</c>, <c>FooTests.cs</c>).</summary>
    public static bool IsTestOrExample(string path)
    {
        var slash = path.LastIndexOf('/');
        foreach (var folder in slash < 0 ? default : path.AsSpan(0, slash).Split('/'))
            if (TestFolders.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan()[folder]))
                return true;
        return IsTestFile(Path.GetFileNameWithoutExtension(path.AsSpan(slash + 1)));
    }

    private static bool IsTestFile(ReadOnlySpan<char> stem) =>
        stem.StartsWith("test_", StringComparison.OrdinalIgnoreCase)
        || stem.EndsWith("_test", StringComparison.OrdinalIgnoreCase)
        || stem.EndsWith("_tests", StringComparison.OrdinalIgnoreCase)
        || stem.EndsWith("_spec", StringComparison.OrdinalIgnoreCase)
        || stem.EndsWith(".test", StringComparison.OrdinalIgnoreCase)
        || stem.EndsWith(".spec", StringComparison.OrdinalIgnoreCase)
        || stem.EndsWith("Test", StringComparison.Ordinal)
        || stem.EndsWith("Tests", StringComparison.Ordinal);
}
