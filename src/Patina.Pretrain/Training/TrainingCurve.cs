namespace Patina.Pretrain.Training;

/// <summary>How a training went.</summary>
/// <param name="Points">In the order of steps; without those before an interruption.</param>
/// <param name="BestStep">Whose table is kept.</param>
/// <param name="BestScore">Its MRR@10 on development repositories; 0 without such.</param>
/// <param name="PairsPerSecond">Scoring included; 0 if nothing was left to do.</param>
public sealed record TrainingCurve(IReadOnlyList<CurvePoint> Points, int BestStep, double BestScore, double PairsPerSecond);

/// <param name="Step">Counted from 1.</param>
/// <param name="Loss">Of the step's batch, in nats.</param>
/// <param name="Score">MRR@10; null without development repositories.</param>
public sealed record CurvePoint(int Step, double Loss, double? Score);
