using Patina.Pretrain;
using Patina.Pretrain.Mining;

namespace Patina.Tests.Pretrain;

public sealed class PairSelectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Choose_RepeatedPairs_KeepsEachOnceAcrossRepositories()
    {
        var selection = new PairSelection(mostPerKind: 100, seed: 1);
        var pair = new MinedPair(PairKind.Doc, "Reads the whole file", "", "fn read all of it at once");
        Assert.Single(Choose(selection, "a", pair, pair));
        Assert.Empty(Choose(selection, "b", pair with { Query = "reads THE whole: file." }));
    }

    [Fact]
    public void Choose_OneQuestionWithTwoAnswers_KeepsTheFirst()
    {
        var kept = Choose(new PairSelection(100, 1), "a",
            new MinedPair(PairKind.Name, "new", "", "first body of a function"), new MinedPair(PairKind.Name, "new", "", "second body of a function"));
        Assert.Equal("first body of a function", Assert.Single(kept).Text);
    }

    [Fact]
    public void Choose_TextsOfHeldOutRepositories_LeavesThemOut()
    {
        var selection = new PairSelection(100, 1);
        selection.HoldOut(Write("held", new MinedPair(PairKind.Doc, "Parses the header of a packet", "", "body that is elsewhere too")));
        var kept = Choose(selection, "a",
            new MinedPair(PairKind.Doc, "parses the header of a packet", "", "quite another body of code here"),
            new MinedPair(PairKind.Name, "header", "", "body that is elsewhere too"),
            new MinedPair(PairKind.Name, "packet", "", "a body found only in this place"));
        Assert.Equal("packet", Assert.Single(kept).Query);
    }

    [Fact]
    public void Choose_TooManyOfAKind_DrawsSoManyByTheSeed()
    {
        var pairs = Enumerable.Range(0, 500).Select(i => new MinedPair(PairKind.Path, $"file number {i}", "", $"text number {i}")).ToArray();
        var first = Choose(new PairSelection(50, 1), "a", pairs);
        Assert.Equal(50, first.Count);
        Assert.Equal(first, Choose(new PairSelection(50, 1), "b", pairs));
        Assert.NotEqual(first, Choose(new PairSelection(50, 2), "c", pairs));
    }

    [Fact]
    public void Read_FileOfSomethingElse_IsRefused()
    {
        var path = _folder.Write("other.pairs", "\u000Esomething else");
        var error = Assert.Throws<PretrainException>(() => PairFile.Read(path).ToList());
        Assert.Equal(PretrainError.BadWorkFile, error.Reason);
    }

    private List<MinedPair> Choose(PairSelection selection, string name, params MinedPair[] pairs)
    {
        var target = Path.Combine(_folder.Path, name + ".chosen");
        selection.Choose(Write(name, pairs), target, withPool: false, default);
        return [.. PairFile.Read(target)];
    }

    private string Write(string name, params MinedPair[] pairs)
    {
        var path = Path.Combine(_folder.Path, name + ".pairs");
        PairFile.Write(path, name, write => Array.ForEach(pairs, write));
        return path;
    }
}
