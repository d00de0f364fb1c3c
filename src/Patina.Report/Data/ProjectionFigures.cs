using Patina.Oxidize.Evaluation;

namespace Patina.Report.Data;

/// <summary>How a projection was trained and how it did.</summary>
/// <param name="Gate">Null where there were too few relations to measure with.</param>
/// <param name="TrainingLosses">By epoch; empty where an older version trained it.</param>
/// <param name="ValidationLosses">Before training, then by epoch.</param>
public sealed record ProjectionFigures(
    string Name, bool Active, GateResult? Gate, int TrainingPairs, int BestEpoch, IReadOnlyList<double> TrainingLosses, IReadOnlyList<double> ValidationLosses);
