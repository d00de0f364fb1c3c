using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Evaluation;

/// <summary>Makes questions of held-out pairs.</summary>
internal static class HeldOutQuestions
{
    /// <summary>Most questions of one source: beyond, the interval hardly narrows.</summary>
    private const int MostQuestions = 400;

    /// <summary>
    /// One question per origin, and per chunk or file that asks in it (each file of a later commit asks for the others), to
    /// which everything belongs that any of its pairs names and that was there before.
    /// </summary>
    /// <param name="known">Relations that are true as well, and left out of the ranking: what a projection was trained on.</param>
    /// <param name="half">By a digest of the pairs, so that a question is always of the same half.</param>
    public static IReadOnlyList<HeldOutQuestion> Of(
        IEnumerable<RelatedPair> pairs, IEnumerable<RelatedPair>? known = null, QuestionHalf half = QuestionHalf.Both)
    {
        var partners = (known ?? []).Where(pair => pair.Subject is not null)
            .ToLookup(pair => pair.Subject!.Value, pair => pair.Answers[0]);
        return
        [
            .. pairs.GroupBy(pair => (pair.Origin, pair.Subject))
                .Select(group => (Digest: group.Min(pair => pair.Digest), Question: QuestionOf([.. group], partners)))
                .Where(entry => entry.Question.Relevant.Count > 0 && IsOf(half, entry.Digest))
                .OrderBy(entry => entry.Digest).Take(MostQuestions).Select(entry => entry.Question),
        ];
    }

    /// <summary>The lowest bit is as good as any of a digest; the others put the questions in order.</summary>
    private static bool IsOf(QuestionHalf half, ulong digest) => half == QuestionHalf.Both || (digest % 2 == 0) == (half == QuestionHalf.Deciding);

    private static HeldOutQuestion QuestionOf(IReadOnlyList<RelatedPair> pairs, ILookup<ChunkKey, ChunkKey> partners)
    {
        var relevant = pairs.Where(pair => !pair.AnswersAreNew).SelectMany(pair => pair.Answers).ToHashSet();
        HashSet<ChunkKey> ignored = pairs[0].Subject is { } subject ? [subject, .. partners[subject]]
            : pairs[0].Itself is { } itself ? [itself]
            : [];
        ignored.UnionWith(pairs.Where(pair => pair.AnswersAreNew).SelectMany(pair => pair.Answers));
        ignored.ExceptWith(relevant);
        return new HeldOutQuestion(pairs[0].Question, relevant, ignored, pairs[0].Subject);
    }
}
