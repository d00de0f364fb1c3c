namespace Patina.Memory.Scraping.Code;

/// <summary>Reads what a file imports.</summary>
internal static class ImportReader
{
    private const int PathLimit = 4_000;
    private const int NamesLimit = 1_000;

    public static List<CodeImport> Read(SourceText source, Language language, List<ImportSpans> spans)
    {
        var imports = new List<CodeImport>();
        var seen = new HashSet<CodeImport>();
        foreach (var group in spans.GroupBy(import => import.Statement).OrderBy(group => group.Key.Start))
        {
            var named = group.Any(import => import.Name.Exists);
            var line = source.LineAt(group.Key.Start) + 1;
            foreach (var import in group.OrderBy(import => import.Name.Start))
            {
                foreach (var found in ReadOne(source.Text, language, import, line))
                {
                    // The whole module counts only where the statement names nothing in it.
                    if ((import.Name.Exists || import.Path.Exists || !named) && seen.Add(found))
                        imports.Add(found);
                }
            }
        }

        return imports;
    }

    private static IEnumerable<CodeImport> ReadOne(string text, Language language, ImportSpans spans, int line)
    {
        if (!spans.Path.Exists)
        {
            var name = spans.Name.Exists ? Unquote(spans.Name.Of(text)) : null;
            return [new CodeImport(Unquote(spans.Module.Of(text)), name, line)];
        }

        if (spans.Path.Length > PathLimit)
            return [];
        var paths = new List<(string Path, bool InBraces)>();
        var written = spans.Path.Of(text).AsSpan();
        Expand("", written.StartsWith("import ") ? written[7..] : written, inBraces: false, paths);
        return paths.Select(path => Split(path.Path, path.InBraces, language, line));
    }

    /// <summary>Writes out braces: <c>a::{b, c::{d}}</c> is <c>a::b</c> and <c>a::c::d</c>.</summary>
    private static void Expand(string prefix, ReadOnlySpan<char> path, bool inBraces, List<(string Path, bool InBraces)> paths)
    {
        var open = path.IndexOf('{');
        var close = path.LastIndexOf('}');
        if (paths.Count >= NamesLimit)
            return;
        if (open < 0 || close < open)
        {
            var alias = path.IndexOf(" as ");
            var arrow = path.IndexOf("=>");
            var end = alias >= 0 ? alias : arrow >= 0 ? arrow : path.Length;
            if (path[..end].Trim() is { Length: > 0 } last)
                paths.Add((prefix + last.ToString(), inBraces));
            return;
        }

        prefix += path[..open].Trim().ToString();
        var inside = path[(open + 1)..close];
        var (start, depth) = (0, 0);
        for (var i = 0; i <= inside.Length; i++)
        {
            var c = i < inside.Length ? inside[i] : ',';
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c != ',' || (depth != 0 && i < inside.Length))
                continue;
            Expand(prefix, inside[start..i], inBraces: true, paths);
            start = i + 1;
        }
    }

    private static CodeImport Split(string path, bool inBraces, Language language, int line)
    {
        path = path.Trim('\\', '.', ':', ' ');
        var cut = path.LastIndexOfAny(['.', ':', '\\']);
        if (cut <= 0)
            return new CodeImport(path, null, line);
        var module = path[..cut].TrimEnd(':');
        var name = path[(cut + 1)..];
        if (name is "*" or "_" or "self" or "given")
            return new CodeImport(module, null, line);
        var isName = inBraces || language.Imports == ImportStyle.LastIsName
            || (language.Imports == ImportStyle.LastIsNameIfUpperCase && char.IsUpper(name[0]));
        return isName ? new CodeImport(module, name, line) : new CodeImport(path, null, line);
    }

    private static string Unquote(string written) => written.Trim('"', '\'', '`', '<', '>', ' ');
}
