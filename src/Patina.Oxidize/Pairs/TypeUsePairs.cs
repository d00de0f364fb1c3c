using Patina.Memory.Chunks;

namespace Patina.Oxidize.Pairs;

/// <summary>A piece of code that says the name of a type which one definition only has, and that definition; each asks for the other.</summary>
internal sealed class TypeUsePairs : IPairGenerator
{
    private static readonly HashSet<string> TypeKinds = ["class", "struct", "interface", "trait", "enum", "type", "record", "object"];

    public PairSource Source => PairSource.TypeUse;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        var types = new UniqueDefinitions(project.Memory.Symbols.All(), symbol => TypeKinds.Contains(symbol.Kind));
        foreach (var chunk in project.Memory.Chunks.All().Where(chunk => chunk.Kind == ChunkKind.Code).OrderBy(chunk => chunk.Key.Value).ToList())
        {
            foreach (var type in NamedIn(chunk.Text, types).Where(type => type != chunk.Key))
            {
                yield return RelatedPair.OfCode(PairSource.TypeUse, project, chunk.Key, type, 1);
                yield return RelatedPair.OfCode(PairSource.TypeUse, project, type, chunk.Key, 1);
            }
        }
    }

    /// <summary>The types that a text names, in the order of their keys.</summary>
    private static IEnumerable<ChunkKey> NamedIn(string text, UniqueDefinitions types)
    {
        var named = new SortedSet<long>();
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            if (end > start && types.Find(text.AsSpan(start, end - start)) is { } type)
                named.Add(type.Value);
            start = end;
        }

        return named.Select(value => new ChunkKey(value));
    }
}
