using System.Diagnostics;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Tests.Native;

/// <summary>The provider loads the SQLite that this repository compiles, with what the store relies on.</summary>
public sealed class SqliteLibraryTests : IDisposable
{
    private readonly SqliteSession _session = SqliteSession.Open(":memory:", create: true);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Version_IsThePinnedAmalgamations() => Assert.Equal("3.54.1", Scalar("select sqlite_version()"));

    [Fact]
    public void Library_IsTheOneBesideTheProgram()
    {
        var loaded = Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.FileName).Single(file => file.Contains("e_sqlite3"));

        Assert.Equal(AppContext.BaseDirectory, Path.GetDirectoryName(loaded) + Path.DirectorySeparatorChar);
    }

    [Fact]
    public void Fts5_Contentless_DeletesAndRanks()
    {
        _session.Execute("create virtual table t using fts5(body, content='', contentless_delete=1, tokenize='porter unicode61')");
        _session.Execute("insert into t(rowid, body) values (1, 'scraping code'), (2, 'scrapes of code and code'), (3, 'notes')");
        _session.Execute("delete from t where rowid = 2");

        Assert.Equal("1", Scalar("select rowid from t where t match 'scrape' order by bm25(t)"));
        Assert.Equal("1", Scalar("select count(*) from t where t match 'code'"));
    }

    [Fact]
    public void Functions_OfJsonAndMathematics_AreThere()
    {
        Assert.Equal("b", Scalar("select json_extract('{\"a\":[1,\"b\"]}', '$.a[1]')"));
        Assert.Equal("3.0", Scalar("select log2(8)"));
    }

    [Theory]
    [InlineData("THREADSAFE=1")]
    [InlineData("DQS=0")]
    [InlineData("ENABLE_FTS5")]
    [InlineData("ENABLE_COLUMN_METADATA")]
    [InlineData("DEFAULT_WAL_SYNCHRONOUS=1")]
    [InlineData("OMIT_LOAD_EXTENSION")]
    public void CompileOptions_Include(string option) =>
        Assert.Equal("1", Scalar($"select sqlite_compileoption_used('{option}')"));

    [Fact]
    public void DoubleQuotes_AroundWhatIsNoName_AreAnError() =>
        Assert.Throws<InvalidOperationException>(() => Scalar("select \"no such column\""));

    private string Scalar(string sql)
    {
        using var statement = _session.Prepare(sql);
        Assert.True(statement.Step());
        return statement.Text(0);
    }
}
