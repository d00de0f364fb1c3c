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

    public required IReadOnlyList<(HeldOutRelation Relation, IReadOnlyList<HeldOutQuestion> Questions)> Questions { get; init; }

    /// <summary>The pairs that decide the weights.</summary>
    public IEnumerable<RelatedPair> All => Training.Concat(Validation);

    public static ProjectionData Of(ProjectionTask task, ProjectRelations relations)
    {
        var bySource = task.Sources.Select(quota => (quota, Pairs: quota.Generator.Generate(relations).ToList())).ToList();
        List<RelatedPair> all = [.. bySource.SelectMany(source => source.Pairs)];
        var split = task.Dated ? PairSplit.ByTime(all) : PairSplit.BySample(all);
        List<RelatedPair> older = [.. split.Training, .. split.Validation];
        return new ProjectionData
        {
            Training = Capped(task, split.Training),
            Validation = Capped(task, split.Validation),
            Older = older,
            Questions =
            [
                .. task.Measured.Select(relation => (
                    relation,
                    HeldOutQuestions.Of(split.HeldOut.Where(pair => pair.Source == relation.Source), task.Dated ? null : older))),
            ],
        };
    }

    private static List<RelatedPair> Capped(ProjectionTask task, IReadOnlyList<RelatedPair> pairs)
    {
        var bySource = pairs.ToLookup(pair => pair.Source);
        return [.. task.Sources.SelectMany(quota => PairSampling.Sample([.. bySource[quota.Generator.Source]], quota.Most))];
    }
}
