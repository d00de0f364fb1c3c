namespace Patina.Oxidize.Training;

/// <summary>A trained projection and how it came about.</summary>
/// <param name="Projection">The weights of the epoch with the lowest validation loss.</param>
/// <param name="BestEpoch">That epoch, counted from 1; 0 when no training was better than the start.</param>
/// <param name="TrainingLosses">Mean over each epoch that ran.</param>
/// <param name="ValidationLosses">Before training, then after each epoch; empty without validation pairs.</param>
internal sealed record TrainingResult(
    Projection Projection, int BestEpoch, IReadOnlyList<double> TrainingLosses, IReadOnlyList<double> ValidationLosses);
