using System.Text;
using System.Text.RegularExpressions;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;

namespace Patina.Eval.Sets;

/// <summary>
/// Cuts doc comments and headings out of files, so that they can ask for what they describe. Lines stay where they are. Only for a copy of a project.
/// </summary>
internal static partial class TextMask
{
    private const int MostComments = 250;
    private const int MostHeadings = 150;
    private const int FewestCommentWords = 4;
    private const int LongestQuestion = 400;
    private const int FewestHeadingLetters = 8;

    /// <summary>Letters of a line of code that may stand in a comment by chance: <c>else</c>, <c>return</c>.</summary>
    private const int FewestLineLetters = 8;

    /// <returns>What was cut out.</returns>
    public static IReadOnlyList<MaskedText> Apply(ProjectLayout copy, MemoryDatabase memory)
    {
        var comments = StableSample.Of(
            memory.Symbols.All().Where(symbol => QuestionOf(symbol) is not null), MostComments, symbol => $"{symbol.Path}::{symbol.QualifiedName}");
        var headings = StableSample.Of(
            memory.Chunks.All().Where(chunk => chunk.Kind == ChunkKind.Doc), int.MaxValue, chunk => $"{chunk.Path} {chunk.Title}");
        var masked = new List<MaskedText>();
        foreach (var file in comments.GroupBy(symbol => symbol.Path))
            Edit(copy, file.Key, lines => masked.AddRange(file.Where(symbol => MaskComment(lines, symbol, memory)).Select(symbol => new MaskedText(SetNames.Comments, file.Key, symbol.StartLine, QuestionOf(symbol)!))));
        foreach (var chunk in headings)
        {
            if (masked.Count(mask => mask.Set == SetNames.Headings) == MostHeadings)
                break;
            Edit(copy, chunk.Path, lines =>
            {
                if (MaskHeading(lines, chunk) is { } heading)
                    masked.Add(new MaskedText(SetNames.Headings, chunk.Path, chunk.StartLine, heading));
            });
        }

        return masked;
    }

    private static string? QuestionOf(Symbol symbol)
    {
        var comment = symbol.Doc.Split("\n\n", 2)[0].Trim();
        return comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length < FewestCommentWords ? null
            : comment.Length <= LongestQuestion ? comment
            : comment[..LongestQuestion];
    }

    /// <summary>Takes the letters out of the lines that are of the comment.</summary>
    private static bool MaskComment(string[] lines, Symbol symbol, MemoryDatabase memory)
    {
        if (memory.Chunks.Find(symbol.Chunk) is not { } chunk)
            return false;
        var comment = Letters.Of(symbol.Doc);
        var cut = false;
        for (var i = Math.Max(0, chunk.StartLine - 1); i < Math.Min(lines.Length, symbol.EndLine); i++)
        {
            var letters = Letters.Of(Markup().Replace(lines[i], ""));
            var isShort = letters.Length < FewestLineLetters && (!cut || i >= symbol.StartLine - 1);
            if (isShort || letters.Length == 0 || !comment.Contains(letters, StringComparison.Ordinal))
                continue;
            lines[i] = Letters.Removed(lines[i]);
            cut = true;
        }

        return cut;
    }

    private static string? MaskHeading(string[] lines, Chunk chunk)
    {
        if (chunk.StartLine < 1 || chunk.StartLine > lines.Length || Heading().Match(lines[chunk.StartLine - 1]) is not { Success: true } match)
            return null;
        var heading = match.Groups["text"].Value.Trim().TrimEnd('#').Trim();
        if (Letters.Of(heading).Length < FewestHeadingLetters || !heading.Contains(' '))
            return null;
        lines[chunk.StartLine - 1] = $"{match.Groups["mark"].Value} …";
        return heading;
    }

    /// <summary>Rewrites a file of the copy; one that is a link or no UTF-8 stays as it is.</summary>
    private static void Edit(ProjectLayout copy, string path, Action<string[]> edit)
    {
        var file = new FileInfo(Path.Combine(copy.Root, path));
        if (!file.Exists || file.LinkTarget is not null)
            return;
        try
        {
            var encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);
            var lines = encoding.GetString(File.ReadAllBytes(file.FullName)).Split('\n');
            edit(lines);
            File.WriteAllBytes(file.FullName, encoding.GetBytes(string.Join('\n', lines)));
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: nothing of it was cut out, and nothing asks for it.
        }
    }

    [GeneratedRegex("<[^<>]{0,200}>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(?<mark>\s{0,3}#{1,6})\s+(?<text>\S.*)$")]
    private static partial Regex Heading();
}
