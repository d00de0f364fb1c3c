using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings;
using Patina.Eval.Comparison;
using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Eval.States;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize.Recipes;

namespace Patina.Eval;

/// <summary>
/// Asks a project what its own later history answers: the state at a cut is indexed anew elsewhere, and what came after it asks. Query sets of the
/// user's are asked of the present state. The project is only read. Dispose it to remove the copies.
/// </summary>
public sealed class ProjectEvaluation : IDisposable
{
    /// <summary>A set of fewer queries shows nothing.</summary>
    public const int FewestQueries = 10;

    private static readonly HashSet<ScrapeKind> MaskedKinds = [ScrapeKind.Code, ScrapeKind.Docs];

    private readonly ProjectLayout _project;
    private readonly List<ProjectCopy> _copies = [];
    private readonly List<EvaluatedState> _states = [];

    private ProjectEvaluation(ProjectLayout project) => _project = project;

    /// <summary>In the order of the tables.</summary>
    public IReadOnlyList<QuerySet> Sets => [.. _states.SelectMany(state => state.Sets)];

    /// <summary>Sets with too few queries, which are not asked.</summary>
    public IReadOnlyList<QuerySet> TooSmall { get; private set; } = [];

    /// <summary>What was indexed for the sets of the project itself.</summary>
    public ProjectRecord Indexed { get; private set; } = new("", 0, 0);

    /// <summary>Copies the project as it was at the cut, reads it, and makes the query sets.</summary>
    /// <exception cref="EvalException">There is no history, or nothing in it asks.</exception>
    public static ProjectEvaluation Prepare(ProjectLayout project, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        var evaluation = new ProjectEvaluation(project);
        try
        {
            evaluation.Fill(progress, cancellation);
            return evaluation;
        }
        catch
        {
            evaluation.Dispose();
            throw;
        }
    }

    /// <summary>Digest of all but the model that decides what is asked and how it is ranked: figures of two of them cannot be compared row by row.</summary>
    /// <exception cref="EvalException"><see cref="EvalError.NoCheckout"/>: the project is no git repository.</exception>
    public static string DigestOf(ProjectLayout project, Recipe recipe, CancellationToken cancellation = default)
    {
        var head = HistoryCut.Lines(ProjectCopy.GitOf(project.Root), cancellation, "rev-parse", "HEAD")[0];
        var text = $"{head}\n{(recipe with { Precision = PrecisionChoice.Auto }).Hash}\n{string.Join('\n', recipe.Notes)}\n{string.Join('\n', recipe.Ranking)}\n{UserSets.DigestOf(project)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Measures one model on all sets.</summary>
    /// <param name="recipe">With this model; its projections are trained on what was before the cut.</param>
    public ModelEvaluation Measure(
        Recipe recipe, IEmbeddingEngine engine, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        var parts = _states.ConvertAll(state => state.Measure(_project, recipe, engine, progress, cancellation));
        return parts[0] with
        {
            Outcomes = [.. parts.SelectMany(part => part.Outcomes)],
            Quality = [.. parts.SelectMany(part => part.Quality)],
        };
    }

    /// <summary>Every two rankings of every set: of one model, and the same ranking of two models.</summary>
    public static IReadOnlyList<PairedComparison> Compare(IReadOnlyList<ModelEvaluation> models)
    {
        RankingOutcome[] outcomes = [.. models.SelectMany(model => model.Outcomes)];
        return
        [
            .. from other in Enumerable.Range(0, outcomes.Length)
               from one in Enumerable.Range(other + 1, outcomes.Length - other - 1)
               where outcomes[one].Set == outcomes[other].Set
                   && (outcomes[one].Model == outcomes[other].Model || outcomes[one].Ranking == outcomes[other].Ranking)
                   && (outcomes[one].Model == outcomes[other].Model || outcomes[one].Ranking is not ("random" or "bm25"))
               select PairedComparison.Of(outcomes[one], outcomes[other]),
        ];
    }

    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }

    private void Fill(IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new StageProgress(EvaluationStages.Copying, 0, 0));
        var userSets = UserSets.Load(_project);
        var recipe = RecipeFile.Load(_project);
        var cut = HistoryCut.Of(ProjectCopy.GitOf(_project.Root), cancellation);
        var now = Copy(cut.Head, cancellation);
        var before = Copy(cut.Cut, cancellation);
        var history = new HashSet<ScrapeKind> { ScrapeKind.Git };
        Scrape.Run(now, userSets.Count == 0 ? new ScrapeOptions { Kinds = history } : new ScrapeOptions { NotesGlobs = recipe.Notes }, progress, cancellation);
        var masked = ReadMasked(before, recipe, progress, cancellation);

        progress?.Report(new StageProgress(EvaluationStages.Choosing, 0, 0));
        using var later = MemoryDatabase.Open(now);
        using var memory = MemoryDatabase.Open(before);
        var leaks = new LeakCheck(memory);
        QuerySet[] sets = [.. LaterCommits.Of(later, memory), .. MaskedSets.Of(masked, memory), .. HeldOutRelations.Of(memory, new SessionCommits(ProjectCopy.GitOf(_project.Root), cancellation))];
        sets = [.. sets.Select(leaks.Without)];
        QuerySet[] own = [.. userSets.Select(set => UserSets.Of(set, later))];
        TooSmall = [.. sets.Concat(own).Where(set => set.Queries.Count < FewestQueries)];
        _states.Add(new EvaluatedState(before, [.. sets.Except(TooSmall)]));
        if (own.Except(TooSmall).Any())
            _states.Add(new EvaluatedState(now, [.. own.Except(TooSmall)]));
        if (Sets.Count == 0)
            throw new EvalException(EvalError.NothingToAsk, $"{_project.Root}: the project gives no set of {FewestQueries} queries. It needs more history, comments or documents, or sets of its own in .patina/queries.");
        Indexed = RecordOf(memory, cut.Cut);
    }

    private ProjectLayout Copy(string commit, CancellationToken cancellation)
    {
        var copy = ProjectCopy.Of(_project, commit, cancellation);
        _copies.Add(copy);
        return copy.Layout;
    }

    /// <summary>Reads the copy, cuts out what is to ask, and reads it again.</summary>
    private static IReadOnlyList<MaskedText> ReadMasked(ProjectLayout copy, Recipe recipe, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        Scrape.Run(copy, new ScrapeOptions { NotesGlobs = recipe.Notes }, progress, cancellation);
        IReadOnlyList<MaskedText> masked;
        using (var memory = MemoryDatabase.Open(copy))
            masked = TextMask.Apply(copy, memory);
        Scrape.Run(copy, new ScrapeOptions { Kinds = MaskedKinds }, progress, cancellation);
        return masked;
    }

    private ProjectRecord RecordOf(MemoryDatabase memory, string commit)
    {
        var chunks = memory.Chunks.Infos().ToList();
        var files = chunks.Where(chunk => chunk.Kind != ChunkKind.Commit).Select(chunk => chunk.Path).Distinct(StringComparer.Ordinal).Count();
        return new ProjectRecord(Path.GetFileName(_project.Root), files, chunks.Count, commit);
    }
}
