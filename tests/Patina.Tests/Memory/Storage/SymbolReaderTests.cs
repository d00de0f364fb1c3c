using Patina.Memory.Storage.Reading;
using Patina.Tests.Memory.Scraping;

namespace Patina.Tests.Memory.Storage;

public sealed class SymbolReaderTests : IDisposable
{
    private readonly ScrapedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Named_AnyCase_FindsExactFirst()
    {
        _project.With("a.code", "def Foo\n").With("b.code", "def foo\ndef T.foo\n").Run();
        using var database = _project.Open();

        Assert.Equal(["foo", "T.foo", "Foo"], database.Symbols.Named("foo").Select(symbol => symbol.QualifiedName));
        Assert.Empty(database.Symbols.Named("fo"));
    }

    [Theory]
    [InlineData("T.foo", "m.T.foo")]
    [InlineData("t::FOO", "m.T.foo")]
    [InlineData("m.T.foo", "m.T.foo")]
    [InlineData("foo", "m.T.foo U.foo")]
    [InlineData("x.foo", "")]
    [InlineData("..", "")]
    public void Qualified_Suffix_GoesByComponents(string name, string expected)
    {
        _project.With("a.code", "def m.T.foo\ndef U.foo\n").Run();
        using var database = _project.Open();

        Assert.Equal(expected, string.Join(' ', database.Symbols.Qualified(name).Select(symbol => symbol.QualifiedName)));
    }

    [Theory]
    [InlineData("unique name", "call far", "far@far.code")]
    [InlineData("unique method on a variable", "call thing.only", "Other.only@b.code")]
    [InlineData("same file first", "call both", "both@a.code")]
    [InlineData("type before name", "call Right.twice", "Right.twice@b.code")]
    [InlineData("module before name", "call c.many", "many@c.code")]
    [InlineData("own type by receiver", "call self.mine", "Caller.mine@a.code")]
    [InlineData("own type without receiver", "call mine", "Caller.mine@a.code")]
    [InlineData("by import", "call imported", "imported@c.code")]
    [InlineData("ambiguous", "call many", null)]
    [InlineData("unknown", "call nowhere", null)]
    [InlineData("other language", "call foreign", null)]
    public void Callees_Call_IsResolved(string rule, string call, string? expected)
    {
        _project.Scrapers = [new LineScraper(), new LineScraper(".other")];
        _project
            .With("a.code", $"import lib/c imported\ndef Caller.run\n{call}\ndef Caller.mine\ndef Elsewhere.mine\ndef both\n")
            .With("b.code", "def both\ndef Left.twice\ndef Right.twice\ndef Other.only\ndef many\ndef imported\n")
            .With("c.code", "def many\ndef imported\n")
            .With("far.code", "def far\n")
            .With("d.other", "def foreign\n")
            .Run();
        using var database = _project.Open();

        var found = Assert.Single(database.Symbols.Callees(database.Symbols.Qualified("Caller.run")[0]));

        var target = found.Target is { } id ? database.Symbols.Find(id) : null;
        Assert.True(expected == (target is null ? null : $"{target.QualifiedName}@{target.Path}"), $"{rule}: {target}");
    }

    [Fact]
    public void Callers_DefinitionAppearsMovesAndGoes_AreFollowed()
    {
        _project.With("a.code", "def run\ncall late\n").Run();
        Assert.Null(TargetOfLate());

        _project.With("b.code", "def late\n").Run();
        Assert.Equal("b.code", TargetOfLate());

        _project.Move("b.code", "c.code");
        _project.Run();
        Assert.Equal("c.code", TargetOfLate());

        _project.With("d.code", "def late\n").Run();
        Assert.Null(TargetOfLate());

        _project.Delete("c.code");
        _project.Run();
        Assert.Equal("d.code", TargetOfLate());

        _project.Delete("d.code");
        _project.Run();
        Assert.Null(TargetOfLate());
    }

    [Fact]
    public void Callers_Definition_ListsItsCalls()
    {
        _project.With("a.code", "def one\ncall two\n\ncall two\ndef two\n").With("b.code", "call two\n").Run();
        using var database = _project.Open();
        var two = Assert.Single(database.Symbols.Named("two"));

        Assert.Equal(
            [("a.code", "one", 2), ("a.code", "one", 4), ("b.code", null, 1)],
            database.Symbols.Callers(two.Id).Select(call => (call.Path, call.Caller, call.Line)));
    }

    [Fact]
    public void Edges_RepeatedAndOwnCalls_GiveEachPairOnce()
    {
        _project.With("a.code", "def one\ncall two\ncall two\ncall one\ndef two\n").Run();
        using var database = _project.Open();

        var edge = Assert.Single(database.Symbols.Edges());

        Assert.Equal(
            new CallEdge(database.Symbols.Named("one")[0].Chunk, database.Symbols.Named("two")[0].Chunk), edge);
    }

    private string? TargetOfLate()
    {
        using var database = _project.Open();
        var call = Assert.Single(database.Symbols.Callees(Assert.Single(database.Symbols.Named("run"))));
        return call.Target is { } id ? database.Symbols.Find(id)!.Path : null;
    }
}
