namespace Patina.Tests.Memory.Code;

/// <summary>The sample files of <c>tests/fixtures/code</c>, one per language.</summary>
internal static class CodeFixture
{
    public static IEnumerable<string> SampleNames => Directory.GetFiles(Repository.Fixture("code"), "sample.*")
        .Select(file => Path.GetFileName(file))
        .Where(name => !name.EndsWith(".expected", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static TheoryData<string> Samples => [.. SampleNames];

    public static string Read(string sample) => File.ReadAllText(Repository.Fixture("code", sample)).ReplaceLineEndings("\n");
}
