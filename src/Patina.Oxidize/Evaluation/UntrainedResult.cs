namespace Patina.Oxidize.Evaluation;

/// <summary>An untrained ranking on the questions of a gate.</summary>
/// <param name="Name">For people: <c>co-change counts</c>.</param>
/// <param name="Score">By it alone.</param>
/// <param name="WithProjected">By it, each score divided by its best, plus the projected cosine.</param>
/// <param name="MrrGain">Of <paramref name="WithProjected"/> over it alone.</param>
public sealed record UntrainedResult(string Name, RetrievalScore Score, RetrievalScore WithProjected, Interval MrrGain);
