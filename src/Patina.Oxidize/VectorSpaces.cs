using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;
using Patina.USearch;

namespace Patina.Oxidize;

/// <summary>Opens the indexes that answer questions, after making sure that they belong to the model, the recipe and the memory at hand.</summary>
public static class VectorSpaces
{
    private const string Repair = "Run: patina oxidize";

    /// <summary>Attempts to open a set while writers replace it.</summary>
    private const int MaxAttempts = 5;

    /// <summary>The raw vectors, then each projection that is switched on. The caller disposes them.</summary>
    /// <exception cref="OxidizeException">Nothing built yet, or built from another model, recipe or state of the memory, or damaged.</exception>
    public static IReadOnlyList<IVectorSpace> Open(ProjectLayout layout, Recipe recipe, MemoryDatabase memory, IEmbeddingEngine engine)
    {
        var store = new SetStore(layout.EmbeddingsFolder(ModelFolder.NameOf(engine.ModelName, engine.Fingerprint)));
        for (var attempt = 1; ; attempt++)
        {
            var set = store.Current()
                ?? throw new OxidizeException(OxidizeError.NothingBuilt, $"There are no vectors of {engine.ModelName} as it is now. {Repair}");
            try
            {
                Check(set.Manifest, recipe, memory, engine);
                return Open(set);
            }
            catch (OxidizeException) when (attempt < MaxAttempts && store.Current()?.Folder != set.Folder)
            {
                // A writer has put another set in its place meanwhile.
            }
        }
    }

    /// <summary>The kinds of chunks that a projection relates.</summary>
    /// <param name="projection">One of <see cref="ProjectionRecipe.KnownNames"/>.</param>
    public static IReadOnlyList<ChunkKind> KindsOf(string projection) => ProjectionTask.Of(projection).Kinds;

    private static List<IVectorSpace> Open(VectorSet set)
    {
        var spaces = new List<IVectorSpace>();
        try
        {
            foreach (var space in set.Manifest.Spaces.Where(space => space.Active))
                spaces.Add(Open(set, space));
            return spaces;
        }
        catch
        {
            spaces.ForEach(space => space.Dispose());
            throw;
        }
    }

    private static IndexSpace Open(VectorSet set, SpaceManifest space)
    {
        var index = set.CheckedPathOf(space.Index!.Full);
        var fast = space.Index.Fast is null ? null : set.CheckedPathOf(space.Index.Fast);
        var projection = space.Weights is null ? null : ProjectionFile.Load(set.CheckedPathOf(space.Weights));
        var partners = space.Partners is null ? null : KnownPartners.Read(set.CheckedPathOf(space.Partners));
        var places = space.Places is null ? null : Representatives.Read(set.CheckedPathOf(space.Places));
        try
        {
            return new IndexSpace(space.Name, SpaceIndex.View(index, fast), projection, places)
            {
                Partners = partners,
                PartnerShare = space.Training?.Partners?.Share ?? 0,
                TracePath = space.Trace is null ? null : set.CheckedPathOf(space.Trace),
            };
        }
        catch (VectorIndexException exception) when (exception.Reason != VectorIndexError.MissingLibrary)
        {
            throw new OxidizeException(OxidizeError.DamagedArtifact, $"{exception.Message} {Repair}", exception);
        }
    }

    private static void Check(Manifest manifest, Recipe recipe, MemoryDatabase memory, IEmbeddingEngine engine)
    {
        if (manifest.ModelFingerprint != engine.Fingerprint || manifest.Dimension != engine.Dimension)
            throw Stale($"were made by another {engine.ModelName}: its files, precision or options have changed");
        if (manifest.RecipeHash != recipe.Hash)
            throw Stale("were made with another recipe: .patina/oxidize.yaml has changed since");
        if (manifest.EventsHash != memory.Fingerprint())
            throw Stale("do not cover what was scraped since");
    }

    private static OxidizeException Stale(string what) => new(OxidizeError.Stale, $"The vectors {what}. {Repair}");
}
