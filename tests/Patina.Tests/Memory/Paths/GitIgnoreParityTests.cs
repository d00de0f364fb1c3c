using Patina.Memory.Scraping.Files;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Memory.Paths;

/// <summary>
/// The walk of a folder without git against what git itself leaves out, on patterns drawn at random. Not drawn: letters
/// beyond ASCII, of which git's <c>?</c> takes a byte and ours a character, and <c>a**/</c>, which git reads as
/// <c>a</c> with <c>**/</c> behind it because it compares what precedes the first star on its own.
/// </summary>
public sealed class GitIgnoreParityTests : IDisposable
{
    private static readonly string[] Folders = ["", "a/", "b/", "a/b/", "a/c/", "a/b/c/", "b/a/", "ab/", "ab/a b/", "c/"];
    private static readonly string[] Names = ["a", "b", "ab", "a.x", "b.x", ".x", "a b", "[a]", "!a", "#a"];

    private static readonly string[] Parts =
    [
        "a", "b", "c", "ab", "*", "**", "?", "*.x", "a*", "*b", "[ab]", "[!a]", "[^b]", "[a-b].x", "[[:alpha:]]", "[]a]", "a b", "\\*",
        "\\[a]", "\\!a", "\\#a", "[", "a[", ".x", "**a", "***", "[ab", "\\", "a\\ ",
    ];

    private readonly TemporaryRepository _repository = new();

    public GitIgnoreParityTests()
    {
        foreach (var folder in Folders)
        {
            foreach (var name in Names)
                _repository.Write(folder + name + "_", "text");
        }
    }

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_RandomPatterns_LeavesOutWhatGitDoes(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            var top = Patterns(random, random.Next(1, 4));
            var nested = Patterns(random, random.Next(0, 3));
            _repository.Write(".gitignore", top);
            _repository.Write("a/.gitignore", nested);

            var expected = _repository.Run("ls-files", "-z", "--others", "--exclude-standard")
                .Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var found = FolderWalk.Read(_repository.Root, CancellationToken.None);

            Assert.True(
                expected.ToHashSet().SetEquals(found),
                $"top:\n{top}\nin a/:\n{nested}\ngit alone keeps: {string.Join(", ", expected.Except(found))}\n"
                + $"the walk alone keeps: {string.Join(", ", found.Except(expected))}");
        }
    }

    private static string Patterns(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => Pattern(random) + "\n"));

    private static string Pattern(Random random)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Parts[random.Next(Parts.Length)]);
        var ending = random.Next(4) switch { 0 => "/", 1 => "_", 2 => "_  ", _ => "" };
        return (random.Next(4) == 0 ? "!" : "") + (random.Next(4) == 0 ? "/" : "") + string.Join('/', parts) + ending;
    }
}
