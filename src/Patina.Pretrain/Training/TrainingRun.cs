using System.Diagnostics;
using Patina.Memory;
using Patina.Numerics;

namespace Patina.Pretrain.Training;

/// <summary>The training proper: steps, scores on development repositories, the best table kept, checkpoints.</summary>
internal sealed class TrainingRun(
    PretrainOptions options, PairStore pairs, DevelopmentScore? development, EmbeddingWeights weights, string checkpoint, string origin)
{
    /// <summary>Steps between two scores and two checkpoints.</summary>
    private const int ScoreEvery = 50;

    private const int MaxWarmUp = 50;

    private readonly float[] _best = [.. weights.Values];
    private double _bestScore;
    private int _bestStep;

    /// <returns>The best table by score; the last one where nothing is scored.</returns>
    public (float[] Table, TrainingCurve Curve) Run(IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var gemm = new Gemm(options.Threads);
        var schedule = new Schedule(pairs.Groups, options.Steps, options.BatchSize, options.BlockSize, options.Seed);
        var trainer = new TableTrainer(weights, gemm, cancellation);
        var points = new List<CurvePoint>();
        var batch = new PairBatch();
        var first = Checkpoint.Restore(checkpoint, origin, weights, _best, out _bestScore, out _bestStep);
        var clock = Stopwatch.StartNew();
        for (var step = first; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Clear();
            foreach (var place in schedule.PairsOf(step))
                pairs.Read(place, batch);
            var loss = trainer.Step(batch, options.Temperature, Rate(step), step + 1);
            progress?.Report(new StageProgress("training", step + 1, options.Steps));
            if ((step + 1) % ScoreEvery != 0 && step + 1 != options.Steps)
                continue;
            points.Add(new CurvePoint(step + 1, loss, Score(step + 1)));
            Checkpoint.Write(checkpoint, origin, step + 1, weights, _best, _bestScore, _bestStep);
        }
        var pairsPerSecond = (options.Steps - first) * (double)options.BatchSize / Math.Max(clock.Elapsed.TotalSeconds, 1e-9);
        return (development is null ? weights.Values : _best,
            new TrainingCurve(points, development is null ? options.Steps : _bestStep, _bestScore, first == options.Steps ? 0 : pairsPerSecond));
    }

    private double? Score(int step)
    {
        if (development is null)
            return null;
        var score = development.Of(weights);
        if (score > _bestScore)
        {
            (_bestScore, _bestStep) = (score, step);
            weights.Values.CopyTo(_best, 0);
        }
        return score;
    }

    /// <summary>Rises over the first steps, then falls to zero in a straight line.</summary>
    private float Rate(int step)
    {
        var rate = options.LearningRate ?? (options.Start is null ? 1e-2f : 1e-3f);
        var warmUp = Math.Min(MaxWarmUp, Math.Max(1, options.Steps / 10));
        return step < warmUp ? rate * (step + 1) / warmUp : rate * (options.Steps - step) / Math.Max(1, options.Steps - warmUp);
    }
}
