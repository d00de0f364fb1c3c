using System.Numerics.Tensors;
using Patina.Memory;
using Patina.Numerics;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training.Losses;

namespace Patina.Oxidize.Training;

/// <summary>
/// Trains a projection on pairs: AdamW over mini-batches with warm-up and cosine decay, stopping early when held-out pairs
/// no longer gain. The same input gives the same weights, whatever the number of threads. Not thread-safe.
/// </summary>
internal sealed class ProjectionTrainer(TrainerOptions options, Gemm gemm)
{
    private readonly IPairLoss _loss = options.Loss == LossChoice.Triplet
        ? new TripletLoss(options.Margin)
        : new InfoNceLoss(options.Temperature, gemm, options.CorrectFrequency);

    /// <param name="start">Where training starts; left as it is.</param>
    /// <param name="vectors">What the pairs' rows are rows of; of the projection's input dimension.</param>
    /// <param name="validation">Pairs to decide when to stop; none: all epochs run and the last weights are kept.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="lossOf">Decides when to stop in place of the loss of the validation pairs; lower is better.</param>
    public TrainingResult Train(
        Projection start, VectorTable vectors, PairSet training, PairSet validation,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default, Func<Projection, double>? lossOf = null)
    {
        training.Check(vectors);
        validation.Check(vectors);
        if (vectors.Dimension != start.InputDimension)
            throw new ArgumentException($"The vectors have {vectors.Dimension} numbers, the projection takes {start.InputDimension}.");

        var current = start.Copy();
        var run = new TrainingRun(current, new BatchReader(vectors, _loss.NeedsNegatives, training.Negatives.Count > 0 ? options.HardNegatives : 0), _loss, gemm);
        lossOf ??= validation.Count > 1 ? _ => run.Evaluate(validation, options.BatchSize, cancellation) : null;
        var validationLosses = new List<double>();
        if (lossOf is not null)
            validationLosses.Add(lossOf(current));

        var best = validationLosses.Count > 0 ? start : current;
        var bestEpoch = 0;
        var losses = new List<double>();
        foreach (var loss in Epochs(run, current, training, progress, cancellation))
        {
            losses.Add(loss);
            if (lossOf is null)
            {
                bestEpoch = losses.Count;
                continue;
            }

            var before = validationLosses.Min();
            validationLosses.Add(lossOf(current));
            if (validationLosses[^1] < before)
                (best, bestEpoch) = (current.Copy(), losses.Count);
            else if (losses.Count - bestEpoch >= options.Patience)
                break;
        }

        return new TrainingResult(best, bestEpoch, losses, validationLosses);
    }

    /// <summary>Runs epoch after epoch; yields each one's mean loss.</summary>
    private IEnumerable<double> Epochs(
        TrainingRun run, Projection projection, PairSet pairs, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var stepsPerEpoch = pairs.Count / options.BatchSize + (pairs.Count % options.BatchSize > 1 ? 1 : 0);
        if (stepsPerEpoch == 0)
            yield break;

        var steps = stepsPerEpoch * options.Epochs;
        var schedule = new LearningRateSchedule(options.LearningRate, steps);
        var optimizer = new AdamW(projection.Parameters, options.WeightDecay, gemm.Threads);
        var random = new SeededRandom((ulong)options.Seed);
        var order = Enumerable.Range(0, pairs.Count).ToArray();
        for (var (epoch, step) = (0, 0); epoch < options.Epochs; epoch++)
        {
            random.Shuffle<int>(order);
            var sum = 0.0;
            for (var batch = 0; batch < stepsPerEpoch; batch++, step++)
            {
                cancellation.ThrowIfCancellationRequested();
                var members = order.AsSpan()[(batch * options.BatchSize)..Math.Min((batch + 1) * options.BatchSize, order.Length)];
                sum += run.Step(pairs, members, random);
                Clip(run.Gradients);
                optimizer.Step(run.Gradients, schedule.At(step));
                progress?.Report(new StageProgress("training", step + 1, steps));
            }

            yield return sum / stepsPerEpoch;
        }
    }

    private void Clip(IReadOnlyList<float[]> gradients)
    {
        if (options.ClipNorm == 0)
            return;

        var length = Math.Sqrt(gradients.Sum(tensor => (double)TensorPrimitives.SumOfSquares<float>(tensor)));
        if (length <= options.ClipNorm)
            return;

        foreach (var tensor in gradients)
            TensorPrimitives.Multiply(tensor, (float)(options.ClipNorm / length), tensor);
    }
}
