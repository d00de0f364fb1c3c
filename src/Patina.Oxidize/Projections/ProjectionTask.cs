using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Projections;

/// <summary>What one projection learns: what its space holds, from which relations, and on which of them it is measured.</summary>
internal sealed record ProjectionTask
{
    private static readonly ChunkKind[] FilesOfTheProject = [ChunkKind.Code, ChunkKind.Doc];

    /// <summary>One per name that a recipe can have.</summary>
    public static IReadOnlyList<ProjectionTask> All { get; } =
    [
        new()
        {
            Name = "semantic",
            Asked = "later commits and notes",
            TakesText = true,
            Kinds = Enum.GetValues<ChunkKind>(),
            Sources =
            [
                new(new NotePairs(), 8000), new(new CommitPairs(), 8000),
                new(new DefinitionPairs(PairSource.Comment), 6000), new(new DefinitionPairs(PairSource.Name), 6000),
            ],
            Measured = [new(PairSource.Commit, FilesOfTheProject, ByFile: true), new(PairSource.Note, [ChunkKind.Note])],
            ChangesWith = Enum.GetValues<ChunkKind>(),
        },
        new()
        {
            Name = "commits",
            Asked = "later commits",
            TakesText = true,
            Apart = true,
            Kinds = FilesOfTheProject,
            Sources = [new(new CommitPairs(), 16_000)],
            Measured = [new(PairSource.Commit, FilesOfTheProject, ByFile: true)],
            Untrained = UntrainedKind.HistoryVote,
            ChangesWith = [ChunkKind.Commit],
        },
        new()
        {
            Name = "temporal",
            Asked = "later co-changes",
            Kinds = FilesOfTheProject,
            Files = true,
            Apart = true,
            StopsByRank = false,
            AsksWithPartners = true,
            Sources = [new(new CoChangePairs(), 20_000)],
            Measured = [new(PairSource.CoChange, FilesOfTheProject)],
            Untrained = UntrainedKind.CoChangeCounts,
            ChangesWith = [ChunkKind.Commit],
        },
        new()
        {
            Name = "dependency",
            Asked = "held-out callers and callees",
            Kinds = [ChunkKind.Code],
            Sources = [new(new CallPairs(), 20_000), new(new TypeUsePairs(), 5000), new(new ImportPairs(), 5000)],
            Measured = [new(PairSource.Call, [ChunkKind.Code])],
            Dated = false,
            Apart = true,
            Untrained = UntrainedKind.CallGraph,
            ChangesWith = [ChunkKind.Code],
        },
    ];

    public required string Name { get; init; }

    /// <summary>What its held-out questions are about, for people.</summary>
    public required string Asked { get; init; }

    /// <summary>Of the chunks that the space holds, or whose files it holds.</summary>
    public required IReadOnlyList<ChunkKind> Kinds { get; init; }

    /// <summary>Whether it holds files as a whole.</summary>
    public bool Files { get; init; }

    public required IReadOnlyList<PairQuota> Sources { get; init; }

    public required IReadOnlyList<HeldOutRelation> Measured { get; init; }

    /// <summary>Whether relations are held out by time; else an even sample of them is.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>
    /// Whether what asks and what answers are moved apart, and answers may be near because they are frequent: a change log
    /// changes with everything, everything does not change with the change log.
    /// </summary>
    public bool Apart { get; init; }

    /// <summary>Whether training stops when validation questions are no longer answered earlier; else when the loss of validation pairs no longer falls.</summary>
    public bool StopsByRank { get; init; } = true;

    /// <summary>Whether what asks is moved toward what it went together with before; see <see cref="KnownPartners"/>.</summary>
    public bool AsksWithPartners { get; init; }

    /// <summary>Whether its questions are texts; else chunks or files ask with their own vectors.</summary>
    public bool TakesText { get; init; }

    public UntrainedKind? Untrained { get; init; }

    /// <summary>The kinds of chunks with which the relations come and go: when many of them are new, it is trained again.</summary>
    public required IReadOnlyList<ChunkKind> ChangesWith { get; init; }

    public static ProjectionTask Of(string name) => All.First(task => task.Name == name);
}
