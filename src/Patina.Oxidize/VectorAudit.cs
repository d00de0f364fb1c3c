using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize;

/// <summary>What a look at a project's vectors found.</summary>
/// <param name="Chunks">How many chunks they cover.</param>
/// <param name="Spaces">The spaces that answer questions: the raw vectors, and the projections that are switched on.</param>
/// <param name="LockMatches">Whether <c>oxidize.lock</c> describes these very vectors.</param>
public sealed record VectorAudit(int Chunks, IReadOnlyList<string> Spaces, bool LockMatches)
{
    /// <summary>Opens the vectors as a reader does, and looks at every file of theirs, also those no reader opens.</summary>
    /// <exception cref="OxidizeException">As <see cref="VectorSpaces.Open(ProjectLayout, Recipe, MemoryDatabase, IEmbeddingEngine)"/>.</exception>
    public static VectorAudit Run(ProjectLayout layout, Recipe recipe, MemoryDatabase memory, IEmbeddingEngine engine)
    {
        var spaces = VectorSpaces.Open(layout, recipe, memory, engine);
        foreach (var space in spaces)
            space.Dispose();

        var set = new SetStore(layout.EmbeddingsFolder(ModelFolder.NameOf(engine.ModelName, engine.Fingerprint))).Current()!;
        foreach (var file in set.Manifest.Files)
            set.CheckedPathOf(file);
        var chunks = ChunkList.Read(set.PathOf(set.Manifest.Chunks)).Count;
        var matches = File.Exists(layout.LockPath)
            && File.ReadAllText(layout.LockPath) == OxidizeLock.TextOf(recipe, set.Manifest, chunks);
        return new VectorAudit(chunks, [.. spaces.Select(space => space.Name)], matches);
    }
}
