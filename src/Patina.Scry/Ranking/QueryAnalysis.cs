using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Patina.Scry.Ranking;

/// <summary>What a question asks for, read off its words by rules that a reader can follow: the first that holds decides.</summary>
/// <param name="Identifiers">Names of code in the question, without <c>()</c>: <c>parseHeader</c>, <c>std::fs</c>, <c>Flask.route</c>.</param>
/// <param name="AsksForTests">The question speaks of tests, examples or benchmarks, which are otherwise held back.</param>
internal sealed partial record QueryAnalysis(QueryKind Kind, IReadOnlyList<string> Identifiers, bool AsksForTests)
{
    private const int MaxWords = 64;

    private static readonly FrozenSet<string> HistoryWords = Words(
        """
        when why who we us our decided decide decision decisions chose rejected reject session sessions commit commits history
        yesterday learned learnt happened rationale removed added changed introduced migrated switched deprecated
        """);

    /// <summary>What subjects of commits begin with.</summary>
    private static readonly FrozenSet<string> ChangeVerbs = Words(
        """
        add remove fix rename move update refactor extract archive bump revert drop delete replace migrate introduce implement support
        improve clean cleanup complete mark create define convert switch simplify deprecate document release merge rewrite restore
        prevent avoid allow ensure include integrate wire reduce address correct adjust enhance tidy
        """);

    private static readonly FrozenSet<string> ArchitectureWords = Words("architecture structure structured design overview lifecycle pipeline");

    private static readonly FrozenSet<string> TestWords = Words(
        "test tests tested testing spec specs unittest example examples demo benchmark benchmarks bench fixture fixtures mock mocks");

    public static QueryAnalysis Of(string query)
    {
        var words = query.Split((char[]?)null, MaxWords + 1, StringSplitOptions.RemoveEmptyEntries)
            .Take(MaxWords)
            .Select(Bare)
            .Where(word => word.Length > 0)
            .ToList();
        var identifiers = words.Count == 1 && IsName(words[0]) ? words : words.FindAll(IsCodeName);
        return new QueryAnalysis(KindOf(query, words, identifiers), identifiers, words.Exists(TestWords.Contains));
    }

    private static QueryKind KindOf(string query, List<string> words, List<string> identifiers)
    {
        if (words.Count == 0)
            return QueryKind.Behaviour;
        if (words.Count == 1 && identifiers.Count == 1)
            return QueryKind.Symbol;
        if (AsksForFiles(words) || (ChangeVerbs.Contains(words[0]) && !query.Contains('?', StringComparison.Ordinal)) || ConventionalSubject().IsMatch(query))
            return QueryKind.Change;
        if (words.Exists(HistoryWords.Contains))
            return QueryKind.History;
        return words[0].Equals("how", StringComparison.OrdinalIgnoreCase) || words.Exists(ArchitectureWords.Contains)
            ? QueryKind.Architecture
            : QueryKind.Behaviour;
    }

    /// <summary>"which files", "what modules" and the like, at the beginning.</summary>
    private static bool AsksForFiles(List<string> words) =>
        words.Count > 1 && words[0].ToLowerInvariant() is "which" or "what" && words[1].ToLowerInvariant() is "file" or "files" or "module" or "modules";

    /// <summary>Drops quotes, brackets and punctuation around a word, and a call's parentheses.</summary>
    private static string Bare(string word)
    {
        var bare = word.Trim('"', '\'', '`', '?', '!', ',', ';', '(', ')', '[', ']', '{', '}', '<', '>', '*', '&');
        var call = bare.IndexOf('(', StringComparison.Ordinal);
        return (call > 0 ? bare[..call] : bare).TrimEnd('.', ':');
    }

    private static bool IsName(string word) =>
        word.Any(char.IsLetter) && word.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or ':' or '-' or '/' or '#' or '$' or '@');

    /// <summary>A name that no English word looks like: inner capital, underscore, <c>::</c>, inner dot.</summary>
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

    private static FrozenSet<string> Words(string text) =>
        FrozenSet.ToFrozenSet(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary><c>feat(parser): …</c></summary>
    [GeneratedRegex(@"^(feat|fix|docs|refactor|chore|test|perf|style|build|ci)(\([^)]{1,40}\))?!?: ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConventionalSubject();
}
