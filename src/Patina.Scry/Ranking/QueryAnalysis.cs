using System.Collections.Frozen;

namespace Patina.Scry.Ranking;

/// <summary>What a question asks for, read off its words by rules that a reader can follow.</summary>
/// <param name="Identifiers">Names of code in the question, without <c>()</c>: <c>parseHeader</c>, <c>std::fs</c>, <c>Flask.route</c>.</param>
/// <param name="AsksForTests">The question speaks of tests, examples or benchmarks, which are otherwise held back.</param>
internal sealed record QueryAnalysis(QueryKind Kind, IReadOnlyList<string> Identifiers, bool AsksForTests)
{
    private const int MaxWords = 64;

    private static readonly FrozenSet<string> HistoryWords = FrozenSet.ToFrozenSet(
        ["when", "why", "who", "we", "us", "our", "decided", "decide", "decision", "decisions", "chose", "rejected", "reject", "session",
         "sessions", "commit", "commits", "history", "yesterday", "learned", "learnt", "happened", "rationale", "removed", "added",
         "changed", "introduced", "migrated", "switched", "deprecated"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> TestWords = FrozenSet.ToFrozenSet(
        ["test", "tests", "tested", "testing", "spec", "specs", "unittest", "example", "examples", "demo", "benchmark", "benchmarks",
         "bench", "fixture", "fixtures", "mock", "mocks"],
        StringComparer.OrdinalIgnoreCase);

    public static QueryAnalysis Of(string query)
    {
        var words = query.Split((char[]?)null, MaxWords + 1, StringSplitOptions.RemoveEmptyEntries)
            .Take(MaxWords)
            .Select(Bare)
            .Where(word => word.Length > 0)
            .ToList();
        var identifiers = words.Count == 1 && IsName(words[0]) ? words : words.FindAll(IsCodeName);
        var kind = words.Count == 1 && identifiers.Count == 1 ? QueryKind.Symbol
            : words.Exists(HistoryWords.Contains) ? QueryKind.History
            : QueryKind.Behaviour;
        return new QueryAnalysis(kind, identifiers, words.Exists(TestWords.Contains));
    }

    /// <summary>Drops quotes, brackets and punctuation around a word, and a call's parentheses.</summary>
    private static string Bare(string word)
    {
        var bare = word.Trim('"', '\'', '`', '?', '!', ',', ';', '(', ')', '[', ']', '{', '}', '<', '>', '*', '&');
        var call = bare.IndexOf('(', StringComparison.Ordinal);
        return (call > 0 ? bare[..call] : bare).TrimEnd('.', ':');
    }

    private static bool IsName(string word) =>
        word.Any(char.IsLetter) && word.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or ':' or '-' or '/' or '#' or '$' or '@');

    /// <summary>A name that no English word looks like: inner capital, underscore, <c>::</c>, inner dot, digits after letters.</summary>
    private static bool IsCodeName(string word) =>
        IsName(word)
        && (word.Contains('_', StringComparison.Ordinal)
            || word.Contains("::", StringComparison.Ordinal)
            || word.AsSpan(1).Contains('.')
            || HasInnerCapital(word));

    private static bool HasInnerCapital(string word)
    {
        for (var i = 1; i < word.Length; i++)
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]))
                return true;
        return false;
    }
}
