using Patina.Embeddings;
using Patina.Memory.Lexical;
using Patina.Memory.Storage.Reading;

namespace Patina.Oxidize.Pairs;

/// <summary>
/// A definition's comment and its code without the comment, or its name and its code without the name: what describes the
/// code is cut out of the answer, so that there is something to learn.
/// </summary>
internal sealed class DefinitionPairs(PairSource source) : IPairGenerator
{
    private const int FewestCommentWords = 4;
    private const int LongestQuestion = 400;
    private const int FewestNameWords = 2;
    private const int ShortestCode = 80;

    public PairSource Source => source;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        foreach (var symbol in project.Memory.Symbols.All().ToList())
        {
            var question = source == PairSource.Comment ? CommentOf(symbol) : NameOf(symbol);
            if (question is null || project.Memory.Chunks.Find(symbol.Chunk) is not { } chunk)
                continue;

            var code = source == PairSource.Comment ? WithoutComment(chunk.Text, symbol.Doc) : chunk.Text.Replace(symbol.Name, "it", StringComparison.Ordinal);
            if (code.Length < ShortestCode)
                continue;

            yield return new RelatedPair
            {
                Source = source,
                Question = question,
                Origin = $"{symbol.Path}::{symbol.QualifiedName}",
                Answers = [chunk.Key],
                Masked = new Passage(source == PairSource.Comment ? symbol.Name : "", code),
                Weight = source == PairSource.Comment ? 1 : 0.5f,
            };
        }
    }

    private static string? CommentOf(Symbol symbol)
    {
        var comment = symbol.Doc.Split("\n\n", 2)[0].Trim();
        var words = comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words < FewestCommentWords ? null
            : comment.Length <= LongestQuestion ? comment
            : comment[..LongestQuestion];
    }

    private static string? NameOf(Symbol symbol)
    {
        var terms = new List<string>();
        LexicalAnalyzer.AppendTerms(symbol.Name, terms);
        var whole = symbol.Name.Count(char.IsLetterOrDigit);
        var words = terms.Where(term => term.Length > 1 && term.Length < whole).ToList();
        return words.Count < FewestNameWords ? null : string.Join(' ', words);
    }

    /// <summary>Drops the lines whose letters all occur, in this order, in the comment.</summary>
    private static string WithoutComment(string code, string comment)
    {
        var letters = LettersOf(comment);
        var kept = code.Split('\n').Where(line => LettersOf(line) is not { Length: > 3 } own || !letters.Contains(own, StringComparison.Ordinal));
        return string.Join('\n', kept);
    }

    private static string LettersOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
