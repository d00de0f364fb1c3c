using System.Collections.Frozen;
using System.Text;

namespace Patina.Memory.Scraping.Code;

/// <summary>
/// Writes the head of a chunk: the few words that say what it is. Each identifier stands there once, as it is written;
/// whoever reads the head splits it.
/// </summary>
internal static class CodeHead
{
    private const int SignatureWords = 12;
    private const int TotalWords = 24;

    /// <summary>Words of signatures that say nothing about the one at hand.</summary>
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "abstract", "async", "auto", "bool", "boolean", "byte", "case", "char", "class", "const", "constexpr", "crate", "data", "def", "default",
        "defp", "dyn", "enum", "export", "extends", "extern", "final", "float", "fn", "for", "fun", "func", "function", "impl", "implements",
        "in", "inline", "int", "interface", "internal", "let", "local", "long", "mod", "module", "mut", "namespace", "new", "null", "object",
        "out", "override", "private", "protected", "pub", "public", "readonly", "record", "ref", "return", "sealed", "self", "short",
        "static", "string", "struct", "template", "this", "throws", "trait", "type", "typedef", "typename", "unsafe", "unsigned", "use",
        "using", "val", "var", "virtual", "void", "where", "with");

    /// <param name="symbols">Qualified names, of which the last two parts count; the path tells the rest.</param>
    public static string Of(string path, IEnumerable<string> symbols, string signature, string doc)
    {
        var head = new Builder();
        foreach (var symbol in symbols)
            head.Add(LastParts(symbol), TotalWords);
        AddPath(head, path);
        head.Add(signature, SignatureWords, Keywords);
        head.Add(FirstSentence(doc), TotalWords);
        return head.ToString();
    }

    private static ReadOnlySpan<char> LastParts(string symbol)
    {
        var cut = symbol.AsSpan().LastIndexOfAny('.', ':');
        cut = cut <= 0 ? cut : symbol.AsSpan(0, cut).TrimEnd(':').LastIndexOfAny('.', ':');
        return symbol.AsSpan(cut + 1);
    }

    /// <summary>The name of the file and of the folder that holds it.</summary>
    private static void AddPath(Builder head, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetFileName(Path.GetDirectoryName(path) ?? "");
        head.Add(folder, TotalWords);
        head.Add(name, TotalWords);
    }

    /// <summary>Up to the first full stop before white space, or the first paragraph.</summary>
    private static ReadOnlySpan<char> FirstSentence(string doc)
    {
        for (var i = 0; i + 1 < doc.Length; i++)
        {
            if ((doc[i] == '.' && char.IsWhiteSpace(doc[i + 1])) || (doc[i] == '\n' && doc[i + 1] == '\n'))
                return doc.AsSpan(0, i);
        }

        return doc;
    }

    private sealed class Builder
    {
        private readonly StringBuilder _text = new();
        private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Adds the identifiers and words of a text until the head has so many.</summary>
        /// <param name="omit">Words that do not count.</param>
        public void Add(ReadOnlySpan<char> text, int limit, FrozenSet<string>? omit = null)
        {
            var start = -1;
            for (var i = 0; i <= text.Length && _seen.Count < limit; i++)
            {
                var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_' || char.IsSurrogate(text[i]));
                if (inWord && start < 0)
                    start = i;
                if (inWord || start < 0)
                    continue;
                var word = text[start..i].ToString();
                if (omit?.Contains(word) != true && _seen.Add(word))
                    _text.Append(_text.Length > 0 ? " " : "").Append(word);
                start = -1;
            }
        }

        public override string ToString() => _text.ToString();
    }
}
