namespace Patina.Oxidize.Recipes;

/// <summary>What is wrong with a recipe.</summary>
public enum RecipeError
{
    /// <summary>The file cannot be read, or is not text.</summary>
    Unreadable,

    /// <summary>The file is larger, deeper or has more entries than any recipe needs.</summary>
    TooLarge,

    /// <summary>Not YAML.</summary>
    BadSyntax,

    /// <summary>YAML that a recipe has no use for: anchors, aliases, tags, several documents.</summary>
    UnsupportedSyntax,

    /// <summary>A <c>version</c> this program does not know.</summary>
    UnsupportedVersion,

    UnknownKey,

    DuplicateKey,

    /// <summary>What a shared recipe must say is not there.</summary>
    MissingKey,

    WrongType,

    OutOfRange,

    /// <summary><c>layers</c> has neither two nor three numbers.</summary>
    WrongLayerCount,

    /// <summary>The first of three <c>layers</c> is not the dimension of the model.</summary>
    LayerMismatch,
}

/// <summary>A recipe that cannot be used. The message begins with <c>file:line:column:</c>.</summary>
public sealed class RecipeException(RecipeError error, RecipePosition position, string problem, Exception? inner = null)
    : OxidizeException(OxidizeError.BadRecipe, $"{position}: {problem}", inner)
{
    public RecipeError Error { get; } = error;

    public RecipePosition Position { get; } = position;
}
