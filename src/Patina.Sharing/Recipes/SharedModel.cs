using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>The model of a shared recipe.</summary>
public sealed record SharedModel
{
    public const string HubPrefix = "hf:";

    /// <summary><c>hf:owner/name</c>, or the name of a model that comes with the program.</summary>
    public required string Id { get; init; }

    /// <summary>What registries call it: prompts and pooling may hang on the name. Null without one.</summary>
    public string? Name { get; init; }

    /// <summary>40 hexadecimal digits; null for a model that comes with the program.</summary>
    public string? Revision { get; init; }

    /// <summary>SHA-256 by path in the repository.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public PrecisionChoice Precision { get; init; } = PrecisionChoice.Auto;

    public PoolingChoice? Pooling { get; init; }

    public int? ExtractionLayer { get; init; }

    /// <summary>As in a recipe, like the keys below.</summary>
    public int? Dimensions { get; init; }

    public int? MaxLength { get; init; }

    public string? QueryPrefix { get; init; }

    public string? PassagePrefix { get; init; }

    public string? InstructionPrefix { get; init; }

    public bool IsOfHub => Id.StartsWith(HubPrefix, StringComparison.Ordinal);

    /// <summary><c>owner/name</c>; null for a model that comes with the program.</summary>
    public string? Repository => IsOfHub ? Id[HubPrefix.Length..] : null;
}
