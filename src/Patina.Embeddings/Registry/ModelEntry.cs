using Patina.Hub;

namespace Patina.Embeddings.Registry;

/// <summary>What the registry says about a model; what is left out follows from the model's own files.</summary>
public sealed record ModelEntry
{
    /// <summary>What a recipe calls it: the key of its table.</summary>
    public required string Name { get; init; }

    /// <summary>What its authors call it.</summary>
    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Numbers in a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The page of its authors.</summary>
    public string? Source { get; init; }

    /// <summary>SPDX identifier.</summary>
    public string? License { get; init; }

    public string? UseCase { get; init; }

    public string? Performance { get; init; }

    public string? Maturity { get; init; }

    /// <summary>Where its files are; null for a model that is a folder.</summary>
    public RepositoryId? Repository { get; init; }

    /// <summary>The state of the repository that was looked at; null for its main branch.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Its folder, absolute; null for a model of the hub.</summary>
    public string? Folder { get; init; }

    /// <summary>Names of the runtimes that can compute it.</summary>
    public required IReadOnlyList<string> Runtimes { get; init; }

    public Pooling? Pooling { get; init; }

    /// <summary>Written before a question.</summary>
    public string? QueryPrefix { get; init; }

    /// <summary>Written before something to be found.</summary>
    public string? PassagePrefix { get; init; }

    /// <summary>Written before a question that comes with an instruction; <c>{instruction}</c> stands for it.</summary>
    public string? InstructionPrefix { get; init; }

    /// <summary>Tokens of a text that count.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Which layer's output is pooled, for models that were not made for embedding: −1 the last.</summary>
    public int? ExtractionLayer { get; init; }

    /// <summary>Shorter sizes that its vectors may be cut to.</summary>
    public IReadOnlyList<int> Matryoshka { get; init; } = [];

    /// <summary>Weight files, by precision.</summary>
    public IReadOnlyDictionary<ModelPrecision, string> Files { get; init; } = new Dictionary<ModelPrecision, string>();

    /// <summary>What a precision takes to fetch, for people, by precision.</summary>
    public IReadOnlyDictionary<ModelPrecision, string> Sizes { get; init; } = new Dictionary<ModelPrecision, string>();

    /// <summary>SHA-256 of files, by path.</summary>
    public IReadOnlyDictionary<string, string> Sha256 { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the entry stands, for messages.</summary>
    public required string Origin { get; init; }
}
