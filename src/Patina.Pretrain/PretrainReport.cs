using Patina.Pretrain.Mining;
using Patina.Pretrain.Training;

namespace Patina.Pretrain;

/// <summary>What a training did.</summary>
public sealed record PretrainReport
{
    public required IReadOnlyList<RepositoryReport> Repositories { get; init; }

    /// <summary>Names of the repositories that decided when to stop.</summary>
    public required IReadOnlyList<string> Development { get; init; }

    /// <summary>Names of the repositories whose texts were kept out.</summary>
    public required IReadOnlyList<string> HeldOut { get; init; }

    public required int DevelopmentQueries { get; init; }

    public required long MinedPairs { get; init; }

    /// <summary>Rows of the table.</summary>
    public required int Pieces { get; init; }

    public required int Dimensions { get; init; }

    public required int Threads { get; init; }

    public required TimeSpan MiningTime { get; init; }

    public required TimeSpan VocabularyTime { get; init; }

    public required TimeSpan TrainingTime { get; init; }

    public required TrainingCurve Curve { get; init; }

    public long Pairs => Repositories.Sum(row => (long)row.Pairs.Values.Sum());

    /// <summary>Of the table with its scales.</summary>
    public long ModelBytes => (long)Pieces * (Dimensions + sizeof(float));
}

/// <param name="Pairs">Chosen, by kind.</param>
public sealed record RepositoryReport(string Name, string? Commit, string Licence, IReadOnlyDictionary<PairKind, int> Pairs);
