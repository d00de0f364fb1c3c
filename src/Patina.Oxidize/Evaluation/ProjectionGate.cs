using System.Numerics.Tensors;

namespace Patina.Oxidize.Evaluation;

/// <summary>
/// Decides whether a projection is used: it must find what belongs to later questions earlier than the raw vectors do, and
/// by more than chance explains. Not thread-safe.
/// </summary>
/// <param name="untrained">Measured beside it; null for nothing.</param>
internal sealed class ProjectionGate(AskingVectors asking, IUntrainedRanking? untrained = null)
{
    /// <summary>Fewer questions than this cannot show anything.</summary>
    public const int FewestQuestions = 20;

    /// <summary>Questions scored at a time, which bounds the memory for scores.</summary>
    private const int BlockSize = 64;

    private readonly ReciprocalRanks _raw = new();
    private readonly ReciprocalRanks _projected = new();
    private readonly ReciprocalRanks _fused = new();
    private readonly ReciprocalRanks _untrained = new();
    private readonly ReciprocalRanks _withUntrained = new();
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
        var (input, output) = (asking.Projection.InputDimension, asking.Projection.OutputDimension);
        var moved = asking.Of(questions, vectors, projected, cancellation);
        var (rawScores, scores) = (new float[BlockSize * raw.Count], new float[BlockSize * raw.Count]);
        for (var first = 0; first < questions.Count; first += BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(BlockSize, questions.Count - first);
            raw.Score(vectors.Slice(first * input, count * input), count, rawScores.AsSpan(0, count * raw.Count));
            projected.Score(moved.AsSpan(first * output, count * output), count, scores.AsSpan(0, count * raw.Count));
            for (var i = 0; i < count; i++)
            {
                Rank(
                    questions[first + i], vectors.Slice((first + i) * input, input), raw,
                    rawScores.AsSpan(i * raw.Count, raw.Count), scores.AsSpan(i * raw.Count, raw.Count));
            }
        }
    }

    /// <summary>What was found; null when there were too few questions.</summary>
    public GateResult? Result() => _raw.Count < FewestQuestions
        ? null
        : new GateResult
        {
            Questions = _raw.Count,
            Candidates = _candidates,
            Raw = _raw.Score,
            Projected = _projected.Score,
            Fused = _fused.Score,
            MrrGain = _projected.GainOver(_raw),
            FusedMrrGain = _fused.GainOver(_raw),
            Untrained = untrained is null
                ? null
                : new UntrainedResult(untrained.Name, _untrained.Score, _withUntrained.Score, _withUntrained.GainOver(_untrained)),
        };

    /// <param name="scores">Projected; become the fused ones.</param>
    private void Rank(
        HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, ReadOnlySpan<float> rawScores, Span<float> scores)
    {
        var rank = candidates.RankOf(question, rawScores);
        if (rank == 0)
            return;

        _raw.Add(rank);
        _projected.Add(candidates.RankOf(question, scores));
        if (untrained is not null)
            RankUntrained(question, vector, candidates, scores);
        TensorPrimitives.Add(scores, rawScores, scores);
        _fused.Add(candidates.RankOf(question, scores));
    }

    private void RankUntrained(HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, ReadOnlySpan<float> projected)
    {
        var scores = new float[projected.Length];
        untrained!.Score(question, vector, candidates, scores);
        _untrained.Add(candidates.RankOf(question, scores));
        var best = TensorPrimitives.Max<float>(scores);
        if (best > 0)
            TensorPrimitives.Divide(scores, best, scores);
        TensorPrimitives.Add(projected, scores, scores);
        _withUntrained.Add(candidates.RankOf(question, scores));
    }
}
