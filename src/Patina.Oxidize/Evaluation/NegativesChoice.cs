namespace Patina.Oxidize.Evaluation;

/// <summary>How a projection trained with hard negatives did beside one trained without.</summary>
/// <param name="Loss">1 − MRR of the validation questions, or where there are too few the loss of the validation pairs; with hard negatives.</param>
/// <param name="LossWithout">The same without.</param>
internal sealed record NegativesChoice(double Loss, double LossWithout);
