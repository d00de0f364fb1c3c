namespace Patina.Oxidize.Evaluation;

/// <summary>How well what belongs to a question is found.</summary>
/// <param name="RecallAt10">The share of questions with something related among the first ten.</param>
/// <param name="Mrr">Mean of 1 / rank of the first related.</param>
public readonly record struct RetrievalScore(double RecallAt10, double Mrr);
