using Patina.Memory.Chunks;

namespace Patina.Oxidize.Pairs;

/// <summary>The piece of code that imports a name which one definition only has, and that definition; each asks for the other.</summary>
internal sealed class ImportPairs : IPairGenerator
{
    public PairSource Source => PairSource.Import;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        var definitions = new UniqueDefinitions(project.Memory.Symbols.All(), _ => true);
        foreach (var (path, name, line) in project.Memory.Symbols.Imports().Distinct().ToList())
        {
            if (definitions.Find(name) is not { } definition || ChunkAt(project, path, line) is not { } chunk || chunk == definition)
                continue;

            yield return RelatedPair.OfCode(PairSource.Import, project, chunk, definition, 1);
            yield return RelatedPair.OfCode(PairSource.Import, project, definition, chunk, 1);
        }
    }

    /// <summary>The last chunk of a file that begins at a line or before it.</summary>
    private static ChunkKey? ChunkAt(ProjectRelations project, string path, int line)
    {
        ChunkKey? found = null;
        var best = -1;
        foreach (var chunk in project.ChunksOf(path))
        {
            var start = project.StartLineOf(chunk);
            if (start <= line && start > best)
                (found, best) = (chunk, start);
        }

        return found;
    }
}
