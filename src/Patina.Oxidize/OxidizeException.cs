namespace Patina.Oxidize;

/// <summary>Why vectors, projections or indexes could not be made or read.</summary>
public enum OxidizeError
{
    /// <summary>The recipe cannot be used; see <see cref="Recipes.RecipeException"/>.</summary>
    BadRecipe,

    /// <summary>A projection file is damaged or is no two-layer projection.</summary>
    BadProjection,

    /// <summary>There are no vectors yet.</summary>
    NothingBuilt,

    /// <summary>The vectors belong to another model, recipe or state of the memory.</summary>
    Stale,

    /// <summary>A file of vectors is missing, damaged or not the one that its manifest names.</summary>
    DamagedArtifact,

    /// <summary>A projection has no record of what it was trained on.</summary>
    NotTraceable,

    /// <summary>A projection was asked for that the recipe does not have.</summary>
    UnknownProjection,

    /// <summary>What the lock file says cannot be.</summary>
    BadLock,
}

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public class OxidizeException(OxidizeError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public OxidizeError Reason { get; } = reason;
}
