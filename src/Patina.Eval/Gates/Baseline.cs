using Patina.Eval.Results;

namespace Patina.Eval.Gates;

/// <summary>Compares figures with those of an earlier result.</summary>
public static class Baseline
{
    /// <summary>
    /// The rows that fell: those whose whole interval now lies below the earlier mean. A row that the baseline has and the figures lack has fallen
    /// too; one that is new has not.
    /// </summary>
    public static IReadOnlyList<FallenRow> Check(string model, IReadOnlyList<QualityFigure> figures, MeasuredResult baseline)
    {
        var fallen = new List<FallenRow>();
        foreach (var before in baseline.Quality ?? [])
        {
            if (before.Ranking == "random")
                continue;
            if (figures.FirstOrDefault(figure => figure.Set == before.Set && figure.Ranking == before.Ranking) is not { } now)
            {
                fallen.Add(new FallenRow(model, before.Set, before.Ranking, "mrr", null, before.Mrr.Mean, "the baseline has this row, this run has not"));
                continue;
            }

            foreach (var metric in FailCondition.MetricNames)
            {
                var (value, earlier) = (FailCondition.ValueOf(now, metric), FailCondition.ValueOf(before, metric).Mean);
                if (value.High < earlier)
                    fallen.Add(new FallenRow(model, before.Set, before.Ranking, metric, value.Mean, earlier, $"below the baseline of {baseline.Date:yyyy-MM-dd}, its interval included"));
            }
        }

        return fallen;
    }
}
