using System.Text;

namespace Patina.Memory.Scraping.Code;

/// <summary>Writes the head of a definition in one line.</summary>
internal static class SignatureText
{
    private const int Limit = 300;

    /// <param name="span">From the first character of the definition to its body.</param>
    /// <param name="omit">Comments and attributes in the text, by position; those inside the span are left out.</param>
    public static string Of(string text, TextSpan span, IReadOnlyList<LeadingSpans> omit, int firstOmit)
    {
        var line = new StringBuilder();
        var next = firstOmit;
        var i = span.Start;
        for (; i < span.End && line.Length <= Limit; i++)
        {
            while (next < omit.Count && omit[next].Node.Start < i)
                next++;
            if (next < omit.Count && omit[next].Node.Start == i && omit[next].Node.End <= span.End && omit[next].Node.Length > 0)
                i = omit[next].Node.End - 1;
            else
                Append(line, text[i]);
        }

        return i < span.End ? Shorten(line.ToString()) : TrimEnd(line.ToString());
    }

    /// <summary>Adds a character; of white space one blank, and none inside a bracket that is broken over lines.</summary>
    private static void Append(StringBuilder line, char c)
    {
        if (c == '\n' && line.Length > 0 && line[^1] == '\\')
            line.Length--;
        if (char.IsWhiteSpace(c))
        {
            if (line.Length > 0 && line[^1] is not (' ' or '(' or '['))
                line.Append(' ');
            return;
        }

        if (c is ')' or ']' && line.Length > 0 && line[^1] == ' ')
        {
            line.Length--;
            if (line.Length > 0 && line[^1] == ',')
                line.Length--;
        }

        line.Append(c);
    }

    /// <summary>Takes off what leads over to the body.</summary>
    private static string TrimEnd(string line)
    {
        var trimmed = line.AsSpan().TrimEnd(" {;,\\");
        if (trimmed.EndsWith("=>"))
            trimmed = trimmed[..^2];
        else if (trimmed is [.., not (':' or '=' or '<' or '>' or '!'), ':' or '='] or [.., ' ', '='])
            trimmed = trimmed[..^1];
        return trimmed.TrimEnd().ToString();
    }

    private static string Shorten(string line)
    {
        var end = char.IsHighSurrogate(line[Limit - 2]) ? Limit - 2 : Limit - 1;
        return line[..end] + "…";
    }
}
