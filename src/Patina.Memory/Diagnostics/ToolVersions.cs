using System.Text;
using Patina.Memory.Native;
using Patina.Memory.Scraping.Code;
using Patina.Memory.Scraping.Git;
using Patina.Memory.Storage.Sqlite;
using SQLitePCL;

namespace Patina.Memory.Diagnostics;

/// <summary>The versions of what this library stands on.</summary>
public static class ToolVersions
{
    /// <summary>What git says of itself, as <c>2.39.5</c>; null when there is none in <c>PATH</c>.</summary>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: it cannot be run.</exception>
    public static string? Git(CancellationToken cancellation)
    {
        if (GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } executable)
            return null;
        using var process = new GitProgram(executable, AppContext.BaseDirectory).Start(withInput: false, cancellation, "version");
        using var output = new StreamReader(process.Output, Encoding.UTF8);
        var answer = output.ReadToEnd().Trim();
        process.FinishOrThrow("say its version");
        const string prefix = "git version ";
        return answer.StartsWith(prefix, StringComparison.Ordinal) ? answer[prefix.Length..] : answer;
    }

    /// <summary>The SQLite library that was loaded.</summary>
    /// <exception cref="MemoryException"><see cref="MemoryError.MissingLibrary"/>.</exception>
    public static string Sqlite()
    {
        SqliteLibrary.Require();
        return raw.sqlite3_libversion().utf8_to_string();
    }

    /// <summary>How many languages can be parsed, after a look at each one's grammar.</summary>
    /// <exception cref="MemoryException">The library or a grammar is missing, or of another version than this program.</exception>
    public static int Grammars()
    {
        foreach (var language in LanguageTable.All)
            Grammar.Find(language.Grammar);
        return LanguageTable.All.Length;
    }
}
