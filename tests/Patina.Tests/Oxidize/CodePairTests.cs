using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize.Pairs;

namespace Patina.Tests.Oxidize;

/// <summary>Pairs of code that names a type or imports a definition.</summary>
public sealed class CodePairTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CodePairTests()
    {
        _folder.Write("src/basket.py", "class FruitBasket:\n    def weigh(self):\n        return 3\n");
        _folder.Write("src/market.py", "from basket import FruitBasket\n\ndef sell(goods):\n    # A FruitBasket is worth more than its fruit.\n    return goods\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TypeUsePairs_TypeOfOneDefinition_GivesBothDirections()
    {
        var pairs = Generate(new TypeUsePairs());

        Assert.Contains(("src/market.py", "src/basket.py"), pairs);
        Assert.Contains(("src/basket.py", "src/market.py"), pairs);
        Assert.Equal(pairs.Count / 2, pairs.Count(pair => pair.From == "src/basket.py"));
    }

    [Fact]
    public void TypeUsePairs_TypeOfTwoDefinitions_SaysNothing()
    {
        _folder.Write("src/other.py", "class FruitBasket:\n    def carry(self):\n        return 4\n");

        Assert.Empty(Generate(new TypeUsePairs()));
    }

    [Fact]
    public void TypeUsePairs_NameWithinALongerOne_IsNoUse()
    {
        _folder.Write("src/market.py", "def sell(goods):\n    return FruitBasketList(goods)\n");

        Assert.Empty(Generate(new TypeUsePairs()));
    }

    [Fact]
    public void ImportPairs_ImportedDefinition_GivesBothDirections() =>
        Assert.Equal([("src/basket.py", "src/market.py"), ("src/market.py", "src/basket.py")], Generate(new ImportPairs()).Order());

    [Fact]
    public void ImportPairs_NameThatTheProjectLacks_SaysNothing()
    {
        _folder.Write("src/market.py", "from elsewhere import VegetableBasket\n\ndef sell(goods):\n    return goods\n");

        Assert.Empty(Generate(new ImportPairs()));
    }

    /// <returns>The files of what asks and what is found.</returns>
    private List<(string From, string To)> Generate(IPairGenerator generator)
    {
        var layout = new ProjectLayout(_folder.Path);
        Scrape.Run(layout, new ScrapeOptions { Kinds = new HashSet<ScrapeKind> { ScrapeKind.Code }, Threads = 1 }, null, default);
        using var memory = MemoryDatabase.Open(layout);
        var project = new ProjectRelations(memory);
        return [.. generator.Generate(project).Select(pair => (pair.Question, project.PathOf(pair.Answers[0])))];
    }
}
