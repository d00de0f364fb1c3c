using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Patina.Tests.Native;

/// <summary>The provider loads the SQLite that this repository compiles, with what the store relies on.</summary>
public sealed class SqliteLibraryTests : IDisposable
{
    private readonly SqliteConnection _connection;

    public SqliteLibraryTests()
    {
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
    }

    public void Dispose() => _connection.Dispose();

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
        Scalar("create virtual table t using fts5(body, content='', contentless_delete=1, tokenize='porter unicode61')");
        Scalar("insert into t(rowid, body) values (1, 'scraping code'), (2, 'scrapes of code and code'), (3, 'notes')");
        Scalar("delete from t where rowid = 2");

        Assert.Equal(1L, Scalar("select rowid from t where t match 'scrape' order by bm25(t)"));
        Assert.Equal(1L, Scalar("select count(*) from t where t match 'code'"));
    }

    [Fact]
    public void Functions_OfJsonAndMathematics_AreThere()
    {
        Assert.Equal("b", Scalar("select json_extract('{\"a\":[1,\"b\"]}', '$.a[1]')"));
        Assert.Equal(3.0, Scalar("select log2(8)"));
    }

    [Theory]
    [InlineData("THREADSAFE=1")]
    [InlineData("DQS=0")]
    [InlineData("ENABLE_FTS5")]
    [InlineData("ENABLE_COLUMN_METADATA")]
    [InlineData("DEFAULT_WAL_SYNCHRONOUS=1")]
    [InlineData("OMIT_LOAD_EXTENSION")]
    public void CompileOptions_Include(string option) =>
        Assert.Equal(1L, Scalar($"select sqlite_compileoption_used('{option}')"));

    [Fact]
    public void DoubleQuotes_AroundWhatIsNoName_AreAnError() =>
        Assert.Throws<SqliteException>(() => Scalar("select \"no such column\""));

    private object? Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
