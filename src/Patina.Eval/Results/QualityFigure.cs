using Patina.Oxidize.Evaluation;

namespace Patina.Eval.Results;

/// <summary>How well one ranking answers one query set: means with 95 % confidence intervals, all in [0, 1].</summary>
public sealed record QualityFigure
{
    /// <summary><c>commits</c>, <c>comments</c>, <c>calls</c>, <c>co-changes</c>, <c>notes</c>, <c>headings</c>, or a user's set.</summary>
    public required string Set { get; init; }

    /// <summary><c>random</c>, <c>bm25</c>, <c>vectors</c>, the name of a projection, or <c>fused</c>.</summary>
    public required string Ranking { get; init; }

    public required int Queries { get; init; }

    /// <summary>Different commits, files or sessions that the queries are from.</summary>
    public required int Sources { get; init; }

    /// <summary>Places among which the answer is searched.</summary>
    public required int Candidates { get; init; }

    /// <summary>Share of queries whose first answer is right.</summary>
    public required Interval First { get; init; }

    public required Interval Mrr { get; init; }

    public required Interval RecallAt5 { get; init; }

    public required Interval RecallAt10 { get; init; }

    public required Interval NdcgAt10 { get; init; }
}
