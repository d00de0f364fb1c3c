using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Projections;

/// <summary>What a projection is trained, validated and measured on.</summary>
internal sealed record ProjectionData
{
    /// <summary>Capped by source.</summary>
    public required IReadOnlyList<RelatedPair> Training { get; init; }

    /// <summary>Capped by source.</summary>
    public required IReadOnlyList<RelatedPair> Validation { get; init; }

    /// <summary>All that is not held out, not capped: what an untrained ranking may know.</summary>
    public required IReadOnlyList<RelatedPair> Older { get; init; }

    /// <summary>What it is measured on.</summary>
    public required IReadOnlyList<(HeldOutRelation Relation, IReadOnlyList<HeldOutQuestion> Questions)> Questions { get; init; }

    /// <summary>Questions of the same relations, made of the validation pairs: they decide when training stops.</summary>
    public required IReadOnlyList<IReadOnlyList<HeldOutQuestion>> ValidationQuestions { get; init; }

    /// <summary>The pairs that decide the weights.</summary>
    public IEnumerable<RelatedPair> All => Training.Concat(Validation);

    /// <param name="half">Of the questions that it is measured on.</param>
    public static ProjectionData Of(ProjectionTask task, ProjectRelations relations, QuestionHalf half = QuestionHalf.Both)
    {
        var bySource = task.Sources.Select(quota => (quota, Pairs: quota.Generator.Generate(relations).ToList())).ToList();
        List<RelatedPair> all = [.. bySource.SelectMany(source => source.Pairs)];
        var split = task.Dated ? PairSplit.ByTime(all) : PairSplit.BySample(all);
        List<RelatedPair> older = [.. split.Training, .. split.Validation];
        var validation = Capped(task, split.Validation);
        return new ProjectionData
        {
            Training = Capped(task, split.Training),
            Validation = validation,
            Older = older,
            Questions = [.. task.Measured.Select(relation => (relation, QuestionsOf(task, relation, split.HeldOut, older, half)))],
            ValidationQuestions = [.. task.Measured.Select(relation => QuestionsOf(task, relation, validation, split.Training, QuestionHalf.Both))],
        };
    }

    /// <param name="known">What a relation without dates may know of the same kind.</param>
    private static IReadOnlyList<HeldOutQuestion> QuestionsOf(
        ProjectionTask task, HeldOutRelation relation, IEnumerable<RelatedPair> pairs, IEnumerable<RelatedPair> known, QuestionHalf half)
    {
        bool IsOfIt(RelatedPair pair) => pair.Source == relation.Source;
        return HeldOutQuestions.Of(pairs.Where(IsOfIt), task.Dated ? null : known.Where(IsOfIt), half);
    }

    private static List<RelatedPair> Capped(ProjectionTask task, IReadOnlyList<RelatedPair> pairs)
    {
        var bySource = pairs.ToLookup(pair => pair.Source);
        return [.. task.Sources.SelectMany(quota => PairSampling.Sample([.. bySource[quota.Generator.Source]], quota.Most))];
    }
}
