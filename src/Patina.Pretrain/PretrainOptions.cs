namespace Patina.Pretrain;

/// <summary>What a model is trained on, and how. The defaults are those of the model that comes along.</summary>
public sealed record PretrainOptions
{
    /// <summary>Repositories, or folders of repositories.</summary>
    public required IReadOnlyList<string> Corpus { get; init; }

    /// <summary>Repositories that decide when to stop; never trained on. Empty: every twelfth of the corpus, if there are so many.</summary>
    public IReadOnlyList<string> Development { get; init; } = [];

    /// <summary>Repositories kept for a later measurement: pairs that also occur in them are not trained on.</summary>
    public IReadOnlyList<string> HeldOut { get; init; } = [];

    /// <summary>Where the model goes; must not exist, or be a model.</summary>
    public required string Output { get; init; }

    /// <summary>A static model to start from; null: from random numbers, with a vocabulary of its own.</summary>
    public string? Start { get; init; }

    /// <summary>Numbers in a vector: 256, 128 or 64; of a start model its own.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>Pieces of the vocabulary at most; of a start model its own.</summary>
    public int VocabularySize { get; init; } = 34_000;

    /// <summary>Most pairs of one repository and kind.</summary>
    public int PairsPerKind { get; init; } = 8_000;

    /// <summary>Most commits of one repository.</summary>
    public int Commits { get; init; } = 1_500;

    public int Steps { get; init; } = 500;

    /// <summary>Pairs in a step.</summary>
    public int BatchSize { get; init; } = 2_048;

    /// <summary>Pairs of one repository and kind that stand together in a batch.</summary>
    public int BlockSize { get; init; } = 1_024;

    /// <summary>Null: 1e-2 from nothing, 1e-3 from a model.</summary>
    public float? LearningRate { get; init; }

    public float Temperature { get; init; } = 0.05f;

    public ulong Seed { get; init; } = 1;

    /// <summary>0 for one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Keeps the mined pairs and the checkpoint beside the output, for another run.</summary>
    public bool KeepWork { get; init; }

    /// <summary>The command line that asked for it, for the model card.</summary>
    public string CommandLine { get; init; } = "";

    /// <exception cref="PretrainException"><see cref="PretrainError.BadOptions"/>.</exception>
    internal void Check()
    {
        Require(Corpus.Count > 0, "no corpus is named");
        Require(Dimensions is 64 or 128 or 256, $"{Dimensions} dimensions; expected 64, 128 or 256");
        Require(VocabularySize is >= 1_000 and <= 65_000, $"a vocabulary of {VocabularySize}; expected 1000 to 65000");
        Require(PairsPerKind is >= 100 and <= 1_000_000, $"{PairsPerKind} pairs of one kind; expected 100 to 1000000");
        Require(Commits is >= 0 and <= 1_000_000, $"{Commits} commits; expected 0 to 1000000");
        Require(Steps is >= 1 and <= 1_000_000, $"{Steps} steps; expected 1 to 1000000");
        Require(BatchSize is >= 8 and <= 8_192, $"a batch of {BatchSize}; expected 8 to 8192");
        Require(BlockSize >= 1 && BlockSize <= BatchSize, $"blocks of {BlockSize}; expected 1 to the batch's {BatchSize}");
        Require(LearningRate is null or (> 0 and <= 1), $"a learning rate of {LearningRate}; expected more than 0, at most 1");
        Require(Temperature is > 0 and <= 1, $"a temperature of {Temperature}; expected more than 0, at most 1");
        Require(Threads is >= 0 and <= 1_024, $"{Threads} threads; expected 0 to 1024");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new PretrainException(PretrainError.BadOptions, $"Cannot train: {what}.");
    }
}
