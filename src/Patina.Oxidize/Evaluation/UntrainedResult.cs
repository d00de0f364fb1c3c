namespace Patina.Oxidize.Evaluation;

/// <summary>An untrained ranking on the questions of a gate.</summary>
/// <param name="Name">For people: <c>co-change counts</c>.</param>
/// <param name="Score">By it alone.</param>
/// <param name="WithFused">By it, each score divided by its best, plus raw and projected cosines.</param>
/// <param name="MrrGain">Of <paramref name="WithFused"/> over it alone.</param>
public sealed record UntrainedResult(string Name, RetrievalScore Score, RetrievalScore WithFused, Interval MrrGain);
