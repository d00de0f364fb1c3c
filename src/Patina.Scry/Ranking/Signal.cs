namespace Patina.Scry.Ranking;

/// <summary>
/// One list that speaks for chunks, with a score for every candidate. Scores are divided by the best of the list before they are
/// weighed, so that a clear winner stays one; better than reciprocal ranks by .02 to .03 MRR on functions.
/// </summary>
/// <param name="Name"><c>lexical</c>, <c>vectors</c>, <c>symbol</c>, <c>quote</c>, <c>adjacent</c>, or a projection.</param>
/// <param name="Scores">One per candidate; zero and less speak for nothing.</param>
/// <param name="Weights">What the best score adds to each candidate.</param>
internal sealed record Signal(string Name, float[] Scores, double[] Weights)
{
    private readonly float _best = Scores.Length == 0 ? 0 : Scores.Max();

    public double Contribution(int candidate) => Scores[candidate] <= 0 ? 0 : Weights[candidate] * Scores[candidate] / _best;

    public Evidence? Evidence(int candidate) => Scores[candidate] <= 0
        ? null
        : new Evidence(Name, 1 + Scores.Count(score => score > Scores[candidate]), Scores[candidate], Contribution(candidate));
}
