namespace Patina.Scry.Benchmarks;

/// <summary>How well the functions of a repository are found by their comments.</summary>
/// <param name="Repository">Name of its folder.</param>
/// <param name="Functions">Those searched among.</param>
/// <param name="Fused">Vectors and words together.</param>
public sealed record FunctionResult(
    string Repository, int Functions, int Queries, RetrievalFigures Vectors, RetrievalFigures Words, RetrievalFigures Fused);

/// <param name="ReciprocalRank">MRR@10.</param>
/// <param name="Recall">Share of the questions whose function is among the first ten.</param>
public sealed record RetrievalFigures(double ReciprocalRank, double Recall);
