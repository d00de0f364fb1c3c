using Patina.Memory.Chunks;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;

namespace Patina.Tests.Oxidize;

public sealed class HeldOutQuestionsTests
{
    [Fact]
    public void Of_AnswersThatTheOriginMade_AreNeitherRightNorWrong()
    {
        var question = Assert.Single(HeldOutQuestions.Of([Pair("a", 1, made: false), Pair("a", 2, made: true), Pair("a", 3, made: false)]));

        Assert.Equal([1, 3], question.Relevant.Select(key => key.Value).Order());
        Assert.Equal([2, 9], question.Ignored.Select(key => key.Value).Order());
    }

    [Fact]
    public void Of_NothingThatWasThereBefore_AsksNothing() => Assert.Empty(HeldOutQuestions.Of([Pair("a", 1, made: true), Pair("a", 2, made: true)]));

    [Fact]
    public void Of_ChunkThatWasThereToo_IsRight()
    {
        var question = Assert.Single(HeldOutQuestions.Of([Pair("a", 1, made: true), Pair("a", 1, made: false)]));

        Assert.Equal([1], question.Relevant.Select(key => key.Value));
        Assert.Equal([9], question.Ignored.Select(key => key.Value));
    }

    private static RelatedPair Pair(string commit, long answer, bool made) => new()
    {
        Source = PairSource.Commit,
        Question = commit,
        Origin = commit,
        Answers = [new ChunkKey(answer)],
        Itself = new ChunkKey(9),
        AnswersAreNew = made,
        Weight = 1,
    };
}
