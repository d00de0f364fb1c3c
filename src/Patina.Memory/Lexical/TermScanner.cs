namespace Patina.Memory.Lexical;

/// <summary>
/// Finds words (runs of letters, digits and <c>_</c>), their parts, and the longer terms that joined words make:
/// <c>dry-run</c>, <c>1.0.21</c>. Everything else separates.
/// </summary>
internal static class TermScanner
{
    /// <summary>Characters of a word or joined term at most; longer runs are data (base64, minified code), not names.</summary>
    private const int MaxWord = 128;

    public static void Scan<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, ITermSink
    {
        var position = 0;
        while (position < text.Length)
        {
            var (kind, length) = CharacterClass.At(text[position..]);
            if (kind == CharacterKind.Separator)
            {
                position += length;
                continue;
            }

            var end = WordEnd(text, position);
            if (!AddWord(text[position..end], ref sink))
                return;
            var joined = JoinedEnd(text, position, end);
            if (joined > end && !AddJoined(text[position..joined], ref sink))
                return;
            position = end;
        }
    }

    /// <summary>The end of the word that starts here: characters of the same script class.</summary>
    private static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        var unspaced = CharacterClass.At(text[start..]).Kind == CharacterKind.Unspaced;
        var end = start;
        while (end < text.Length)
        {
            var (kind, length) = CharacterClass.At(text[end..]);
            if (kind == CharacterKind.Separator || (kind == CharacterKind.Unspaced) != unspaced)
                break;
            end += length;
        }

        return end;
    }

    private static bool AddWord<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : struct, ITermSink
    {
        if (CharacterClass.At(word).Kind == CharacterKind.Unspaced)
            return UnspacedRun.Add(word, ref sink);
        return word.Length > MaxWord || Identifier.Add(word, ref sink);
    }

    /// <summary>
    /// Where a chain of words that starts here and belongs together ends: a version (<c>1.0.21</c>) or a kebab name
    /// (<c>dry-run</c>). Only the first word of a chain starts it; otherwise the end of the word itself.
    /// </summary>
    private static int JoinedEnd(ReadOnlySpan<char> text, int start, int end)
    {
        var separator = end < text.Length ? text[end] : '\0';
        if (separator is not ('.' or '-') || IsInsideChain(text, start, separator) || !Joins(text[start..end], separator))
            return end;

        while (end + 1 < text.Length && text[end] == separator)
        {
            var next = WordEnd(text, end + 1);
            if (next - start > MaxWord || !Joins(text[(end + 1)..next], separator))
                break;
            end = next;
        }

        return end;
    }

    private static bool IsInsideChain(ReadOnlySpan<char> text, int start, char separator)
    {
        if (start < 2 || text[start - 1] != separator)
            return false;
        var before = start - 1;
        while (before > 0 && start - before <= MaxWord && char.IsAsciiLetterOrDigit(text[before - 1]))
            before--;
        return Joins(text[before..(start - 1)], separator);
    }

    /// <summary>Whether a word can be part of a version (digits) or of a kebab name (two letters or more, as <c>x-1</c> is none).</summary>
    private static bool Joins(ReadOnlySpan<char> word, char separator)
    {
        if (separator == '.')
            return !word.IsEmpty && !WithoutVersionLetter(word).ContainsAnyExceptInRange('0', '9');
        return word.Length >= 2 && char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(word[1]);
    }

    private static bool AddJoined<TSink>(ReadOnlySpan<char> chain, ref TSink sink)
        where TSink : struct, ITermSink
    {
        Span<char> term = stackalloc char[MaxWord];
        var length = 0;
        foreach (var character in WithoutVersionLetter(chain))
        {
            if (character is not ('-' or '_'))
                term[length++] = char.ToLowerInvariant(character);
        }

        return sink.Add(term[..length]);
    }

    private static ReadOnlySpan<char> WithoutVersionLetter(ReadOnlySpan<char> word) =>
        word.Length > 1 && word[0] is 'v' or 'V' && char.IsAsciiDigit(word[1]) ? word[1..] : word;
}
