namespace Patina.Oxidize.Evaluation;

/// <summary>What can be found without training, from the same older relations: what a projection is compared with.</summary>
internal interface IUntrainedRanking
{
    /// <summary>For people: <c>co-change counts</c>.</summary>
    string Name { get; }

    /// <param name="vector">The question's raw vector.</param>
    /// <param name="scores">Receives one number per candidate, 0 for what it knows nothing about.</param>
    void Score(HeldOutQuestion question, ReadOnlySpan<float> vector, CandidateMatrix candidates, Span<float> scores);
}
