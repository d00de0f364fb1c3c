using System.Numerics.Tensors;
using Patina.Numerics;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Evaluation;

/// <summary>
/// Decides whether a projection is used: it must find what belongs to later questions earlier than the raw vectors do, and
/// by more than chance explains. Not thread-safe.
/// </summary>
internal sealed class ProjectionGate(Projection projection, Gemm gemm)
{
    /// <summary>Fewer questions than this cannot show anything.</summary>
    public const int FewestQuestions = 20;

    /// <summary>Questions scored at a time, which bounds the memory for scores.</summary>
    private const int BlockSize = 64;

    private readonly List<double> _rawReciprocals = [];
    private readonly List<double> _projectedReciprocals = [];
    private readonly List<double> _fusedReciprocals = [];
    private int _candidates;

    /// <summary>Scores questions; may be called several times, with other candidates each time.</summary>
    /// <param name="vectors">The questions' raw vectors, [questions × input].</param>
    /// <param name="raw">The candidates' vectors as the model made them.</param>
    /// <param name="projected">The same candidates, projected.</param>
    public void Add(
        IReadOnlyList<HeldOutQuestion> questions, ReadOnlySpan<float> vectors, CandidateMatrix raw, CandidateMatrix projected,
        CancellationToken cancellation)
    {
        _candidates += raw.Count;
        var (input, output) = (projection.InputDimension, projection.OutputDimension);
        var moved = new float[questions.Count * output];
        projection.Project(vectors, questions.Count, moved, gemm, cancellation);
        var (rawScores, scores) = (new float[BlockSize * raw.Count], new float[BlockSize * raw.Count]);
        for (var first = 0; first < questions.Count; first += BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(BlockSize, questions.Count - first);
            raw.Score(vectors.Slice(first * input, count * input), count, rawScores.AsSpan(0, count * raw.Count));
            projected.Score(moved.AsSpan(first * output, count * output), count, scores.AsSpan(0, count * raw.Count));
            for (var i = 0; i < count; i++)
                Rank(questions[first + i], raw, rawScores.AsSpan(i * raw.Count, raw.Count), scores.AsSpan(i * raw.Count, raw.Count));
        }
    }

    /// <summary>What was found; null when there were too few questions.</summary>
    public GateResult? Result()
    {
        if (_rawReciprocals.Count < FewestQuestions)
            return null;

        var gains = _projectedReciprocals.Zip(_rawReciprocals, (mine, other) => mine - other).ToArray();
        return new GateResult
        {
            Questions = gains.Length,
            Candidates = _candidates,
            Raw = ScoreOf(_rawReciprocals),
            Projected = ScoreOf(_projectedReciprocals),
            Fused = ScoreOf(_fusedReciprocals),
            MrrGain = Bootstrap.Mean(gains),
        };
    }

    /// <param name="scores">Projected; become the fused ones.</param>
    private void Rank(HeldOutQuestion question, CandidateMatrix candidates, ReadOnlySpan<float> rawScores, Span<float> scores)
    {
        var rank = candidates.RankOf(question, rawScores);
        if (rank == 0)
            return;

        _rawReciprocals.Add(1.0 / rank);
        _projectedReciprocals.Add(1.0 / candidates.RankOf(question, scores));
        TensorPrimitives.Add(scores, rawScores, scores);
        _fusedReciprocals.Add(1.0 / candidates.RankOf(question, scores));
    }

    private static RetrievalScore ScoreOf(List<double> reciprocals) =>
        new(reciprocals.Average(value => value >= 0.1 ? 1.0 : 0.0), reciprocals.Average());
}
