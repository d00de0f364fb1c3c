namespace Patina.Memory.Storage;

/// <summary>The rules by which a call means a definition; each asks for exactly one candidate, the closest first.</summary>
internal static class CallTarget
{
    private static readonly HashSet<string> SelfReceivers = new(StringComparer.Ordinal) { "self", "this", "Self", "cls", "super", "base", "@" };

    /// <summary>File endings that call each other; any other calls its own kind only.</summary>
    private static readonly string[][] Families =
    [
        [".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".inl", ".m", ".mm", ".cu"],
        [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".vue", ".svelte"],
        [".java", ".kt", ".kts", ".scala", ".sc"],
        [".py", ".pyi", ".pyx"],
        [".rb", ".rake"],
        [".sh", ".bash", ".bats"],
        [".ex", ".exs"],
    ];

    /// <param name="named">All definitions of the called name.</param>
    /// <param name="importsOf">Modules from which a source imports a name.</param>
    /// <returns>Null when nothing or more than one thing fits.</returns>
    public static Definition? Find(CallSite call, IReadOnlyList<Definition> named, Func<long, string, List<string>> importsOf)
    {
        var candidates = named.Where(definition => SameFamily(definition.Path, call.Path)).ToList();
        if (candidates.Count == 0)
            return null;

        var local = candidates.Where(definition => definition.Source == call.Source).ToList();
        if (call.Receiver is { Length: > 0 } receiver && !SelfReceivers.Contains(receiver))
            return Qualified(QualifiedNames.Last(receiver), call, candidates, local, importsOf);

        return Only(local.Where(definition => IsSibling(definition, call)))
            ?? Only(local)
            ?? Imported(call.Callee, call, candidates, importsOf)
            ?? Only(candidates);
    }

    /// <summary>A call on something: a type or module by its name, or a variable, of which only the method's name is known.</summary>
    private static Definition? Qualified(
        string receiver, CallSite call, List<Definition> candidates, List<Definition> local, Func<long, string, List<string>> importsOf)
    {
        return Only(local.Where(definition => definition.Parent == receiver))
            ?? Only(candidates.Where(definition => definition.Parent == receiver))
            ?? Only(candidates.Where(definition => ModuleOf(definition.Path) == receiver))
            ?? Imported(receiver, call, candidates, importsOf)
            ?? Only(candidates);
    }

    /// <summary>The candidate in the module from which the calling file imports the name.</summary>
    private static Definition? Imported(
        string name, CallSite call, List<Definition> candidates, Func<long, string, List<string>> importsOf)
    {
        if (candidates.Count < 2)
            return null; // Only(candidates) decides
        foreach (var module in importsOf(call.Source, name))
        {
            var last = QualifiedNames.Last(WithoutExtension(module));
            if (Only(candidates.Where(d => ModuleOf(d.Path) == last || d.Parent == last || FolderOf(d.Path) == last)) is { } found)
                return found;
        }

        return null;
    }

    private static bool IsSibling(Definition definition, CallSite call) =>
        call.Caller is not null
        && QualifiedNames.Container(definition.QualifiedName).SequenceEqual(QualifiedNames.Container(call.Caller));

    private static Definition? Only(IEnumerable<Definition> definitions)
    {
        using var each = definitions.GetEnumerator();
        if (!each.MoveNext())
            return null;
        var first = each.Current;
        return each.MoveNext() ? null : first;
    }

    private static bool SameFamily(string a, string b)
    {
        var (left, right) = (Path.GetExtension(a), Path.GetExtension(b));
        return left == right || Families.Any(family => family.Contains(left) && family.Contains(right));
    }

    private static string WithoutExtension(string module) =>
        Families.Any(family => family.Contains(Path.GetExtension(module))) ? Path.ChangeExtension(module, null) : module;

    private static string ModuleOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static string FolderOf(string path) => Path.GetFileName(Path.GetDirectoryName(path) ?? "");
}
