using Patina.Embeddings;
using Patina.Eval;
using Patina.Eval.Comparison;
using Patina.Eval.Gates;
using Patina.Eval.Results;
using Patina.Eval.Sets;
using Patina.Oxidize.Recipes;
using Patina.Scry;
using Patina.Tests.Oxidize;

namespace Patina.Tests.Eval;

public sealed class ProjectEvaluationTests
{
    [Fact]
    public void Prepare_LaterCommits_AskForFilesOfTheCutOnly()
    {
        using var project = new LaterProject();
        using var evaluation = ProjectEvaluation.Prepare(project.Layout);

        var commits = SetOf(evaluation, SetNames.Commits);

        Assert.Equal(15, commits.Queries.Count);
        Assert.Equal(15, commits.Sources);
        Assert.Equal(0, commits.Leaking);
        Assert.NotEqual(project.Head, evaluation.Indexed.Commit);
        foreach (var query in commits.Queries)
        {
            var number = Enumerable.Range(0, 15).Single(i => LaterProject.SubjectOf(i) == query.Text);
            string[] touched = [LaterProject.PathOf(number), LaterProject.PathOf(number + 20)];
            Assert.Equal(touched.Order(StringComparer.Ordinal), query.Relevant.Select(target => target.Path).Order(StringComparer.Ordinal));
        }

        Assert.Equal(30, SetOf(evaluation, SetNames.CoChanges).Queries.Count);
    }

    [Fact]
    public void Prepare_DocComments_AreCutOutOfWhatIsSearched()
    {
        using var project = new LaterProject();
        using var evaluation = ProjectEvaluation.Prepare(project.Layout);

        var comments = SetOf(evaluation, SetNames.Comments);

        Assert.Equal(64, comments.Queries.Count);
        Assert.Equal(0, comments.Leaking);
        Assert.All(comments.Queries, query => Assert.NotNull(query.Relevant[0].Chunk));
    }

    [Fact]
    public void Prepare_PlantedLeaks_AreLeftOutAndCounted()
    {
        using var project = new LaterProject(leakingSubject: true, leakingComment: true);
        using var evaluation = ProjectEvaluation.Prepare(project.Layout);

        Assert.Equal((14, 1), CountsOf(evaluation, SetNames.Commits));
        Assert.DoesNotContain(SetOf(evaluation, SetNames.Commits).Queries, query => query.Text == LaterProject.SubjectOf(3));
        Assert.Equal((63, 1), CountsOf(evaluation, SetNames.Comments));
        Assert.DoesNotContain(SetOf(evaluation, SetNames.Comments).Queries, query => query.Text == LaterProject.CommentOf(5));
    }

    [Fact]
    public void Measure_PlantedWorseModel_IsCaughtByComparisonLimitAndBaseline()
    {
        using var project = new LaterProject();
        using var evaluation = ProjectEvaluation.Prepare(project.Layout);
        var good = Measure(evaluation, project, new HashingEngine());
        var worse = Measure(evaluation, project, new HashingEngine("ffeeddccbbaa99887766", dimension: 3));

        var comparison = PairedComparison.Of(OutcomeOf(worse), OutcomeOf(good));

        Assert.True(comparison.Mrr.High < 0, $"{comparison.Mrr}");
        Assert.True(FigureOf(good, "vectors").Mrr.Mean > FigureOf(good, "random").Mrr.High);
        Assert.Empty(FailCondition.Parse("commits:vectors:mrr=0.3").Check("good", good.Quality));
        Assert.Equal(["commits vectors mrr"], FailCondition.Parse("commits:vectors:mrr=0.3").Check("worse", worse.Quality).Select(row => $"{row.Set} {row.Ranking} {row.Metric}"));
        Assert.Contains(Baseline.Check("worse", worse.Quality, ResultOf(good)), row => row is { Set: SetNames.Commits, Ranking: "vectors", Metric: "mrr" });
        Assert.Empty(Baseline.Check("good", good.Quality, ResultOf(good)));
    }

    [Fact]
    public void Measure_Twice_GivesTheSameFigures()
    {
        using var project = new LaterProject();
        using var first = ProjectEvaluation.Prepare(project.Layout);
        using var second = ProjectEvaluation.Prepare(project.Layout);

        Assert.Equal(Measure(first, project, new HashingEngine()).Quality, Measure(second, project, new HashingEngine()).Quality);
    }

    [Fact]
    public void Prepare_UserSet_IsAskedOfThePresentState()
    {
        using var project = new LaterProject();
        var queries = Enumerable.Range(0, 12).Select(i => $"{{\"id\": \"{i}\", \"query\": \"{LaterProject.CommentOf(i)}\", \"relevant_docs\": [\"./{LaterProject.PathOf(i)}\"]}}");
        project.Write(".patina/queries/mine.json", $"{{\"name\": \"mine\", \"queries\": [{string.Join(',', queries)}]}}");
        using var evaluation = ProjectEvaluation.Prepare(project.Layout);

        var measured = Measure(evaluation, project, new HashingEngine());

        Assert.Equal(12, SetOf(evaluation, "mine").Queries.Count);
        Assert.Equal(1, measured.Quality.Single(figure => figure is { Set: "mine", Ranking: "bm25" }).RecallAt10.Mean);
    }

    [Theory]
    [InlineData("{\"queries\": 3}")]
    [InlineData("{\"queries\": [{\"query\": 5}]}")]
    [InlineData("[1, 2")]
    [InlineData("{\"queries\": [{\"query\": \"a\", \"relevant_docs\": [[]]}]}")]
    public void Prepare_HostileUserSet_IsRefusedByName(string text)
    {
        using var project = new LaterProject();
        project.Write(".patina/queries/hostile.json", text);

        var failure = Assert.Throws<ScryException>(() => ProjectEvaluation.Prepare(project.Layout));

        Assert.Equal(ScryError.BadQuerySet, failure.Reason);
        Assert.Contains("hostile.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_FolderWithoutGit_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("patina-no-git-");
        try
        {
            var failure = Assert.Throws<EvalException>(() => ProjectEvaluation.Prepare(new Patina.Memory.ProjectLayout(folder.FullName)));
            Assert.Equal(EvalError.NoCheckout, failure.Reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ModelEvaluation Measure(ProjectEvaluation evaluation, LaterProject project, IEmbeddingEngine engine) =>
        evaluation.Measure(RecipeFile.Load(project.Layout), engine);

    private static QuerySet SetOf(ProjectEvaluation evaluation, string name) => evaluation.Sets.Single(set => set.Name == name);

    private static (int Queries, int Leaking) CountsOf(ProjectEvaluation evaluation, string name) =>
        (SetOf(evaluation, name).Queries.Count, SetOf(evaluation, name).Leaking);

    private static RankingOutcome OutcomeOf(ModelEvaluation measured) =>
        measured.Outcomes.Single(outcome => outcome.Set.Name == SetNames.Commits && outcome.Ranking == "vectors");

    private static QualityFigure FigureOf(ModelEvaluation measured, string ranking) =>
        measured.Quality.Single(figure => figure.Set == SetNames.Commits && figure.Ranking == ranking);

    private static MeasuredResult ResultOf(ModelEvaluation measured) => ResultFile.Parse(
        ResultFile.ToBytes(new MeasuredResult
        {
            Date = DateTimeOffset.UnixEpoch,
            Patina = "0",
            Hardware = Hardware.OfThisMachine(),
            Project = new ProjectRecord("later", 1, 1),
            Model = measured.Model,
            Runtime = "static",
            Dimension = 2,
            Quality = measured.Quality,
        }),
        "result");
}
