using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Evaluation;

/// <summary>Makes questions of held-out pairs.</summary>
internal static class HeldOutQuestions
{
    /// <summary>Most questions of one source: beyond, the interval hardly narrows.</summary>
    private const int MostQuestions = 400;

    /// <summary>One question per origin, to which everything belongs that any of its pairs names.</summary>
    public static IReadOnlyList<HeldOutQuestion> Of(IEnumerable<RelatedPair> pairs) =>
    [
        .. pairs.GroupBy(pair => pair.Origin)
            .Select(origin => (Digest: origin.First().Digest, Question: QuestionOf([.. origin])))
            .OrderBy(entry => entry.Digest).Take(MostQuestions).Select(entry => entry.Question),
    ];

    private static HeldOutQuestion QuestionOf(IReadOnlyList<RelatedPair> pairs) => new(
        pairs[0].Question, pairs.SelectMany(pair => pair.Answers).ToHashSet(), pairs[0].Itself);
}
