using Patina.Eval;
using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Oxidize.Recipes;
using Patina.Tests.Oxidize;

namespace Patina.Tests.Eval;

/// <summary>The sets of headings, calls and notes.</summary>
public sealed class RelationSetTests : IDisposable
{
    private readonly RelatedProject _project = new();
    private readonly ProjectEvaluation _evaluation;

    public RelationSetTests() => _evaluation = ProjectEvaluation.Prepare(_project.Layout);

    public void Dispose()
    {
        _evaluation.Dispose();
        _project.Dispose();
    }

    [Fact]
    public void Prepare_Headings_AskForTheirSectionFromWhichTheyAreCut()
    {
        var headings = SetOf(SetNames.Headings);

        Assert.Equal(
            Enumerable.Range(0, RelatedProject.Sections).Select(RelatedProject.HeadingOf).Order(StringComparer.Ordinal),
            headings.Queries.Select(query => query.Text).Order(StringComparer.Ordinal));
        Assert.All(headings.Queries, query => Assert.StartsWith("docs/guide", Assert.Single(query.Relevant).Path, StringComparison.Ordinal));
        Assert.Equal(RelatedProject.Sections, headings.Queries.Select(query => query.Relevant[0].Chunk).Distinct().Count());
        Assert.Equal(0, headings.Leaking);
    }

    [Fact]
    public void Prepare_Calls_AskWithAFunctionForItsCallersAndCallees()
    {
        var calls = SetOf(SetNames.Calls);

        Assert.True(calls.ByChunk);
        Assert.All(calls.Queries, query =>
        {
            var number = NumberOf(query.Text);
            Assert.NotNull(query.Subject);
            Assert.Contains(query.Subject!.Value, query.Ignored);
            Assert.DoesNotContain(query.Relevant, target => query.Ignored.Contains(target.Chunk!.Value));
            int[] partners = [.. Enumerable.Range(0, RelatedProject.FunctionCount).Where(other => Calls(number, other) || Calls(other, number))];
            Assert.InRange(query.Relevant.Count, 1, partners.Length);
            Assert.All(query.Relevant, target => Assert.Contains(target.Path, partners.Select(other => $"src/part{other / 8}.py")));
        });
    }

    [Fact]
    public void Prepare_Notes_AskForTheOtherItemsAndTheCommitsOfTheirSession()
    {
        var notes = SetOf(SetNames.Notes);

        Assert.Equal([ChunkKind.Commit, ChunkKind.Note], notes.Kinds.Order());
        Assert.All(notes.Queries, query =>
        {
            var path = $"layer/sessions/{query.Source}.md";
            Assert.Equal(3, query.Relevant.Count(target => target.Path == path));
            Assert.Equal([_project.CommitOf[query.Source]], query.Relevant.Select(target => target.Path).Where(other => other != path));
        });

        // Only the latest sessions ask, and of its items those that decide on no projection.
        var latest = _project.CommitOf.Keys.Order(StringComparer.Ordinal).TakeLast(12).ToHashSet();
        Assert.Subset(latest, notes.Queries.Select(query => query.Source).ToHashSet());
        Assert.InRange(notes.Queries.Count, ProjectEvaluation.FewestQueries, 12 * 4);
    }

    [Fact]
    public void Measure_SetsOfChunks_HaveNoFusedRowAndTheOthersHave()
    {
        var measured = _evaluation.Measure(RecipeFile.Load(_project.Layout), new HashingEngine());

        string[] RankingsOf(string set) => [.. measured.Quality.Where(figure => figure.Set == set).Select(figure => figure.Ranking)];
        Assert.Equal(["random", "bm25", "vectors"], RankingsOf(SetNames.Calls));
        Assert.Equal(["random", "bm25", "vectors"], RankingsOf(SetNames.Notes));
        Assert.Equal(["random", "bm25", "vectors", "fused"], RankingsOf(SetNames.Headings));
    }

    private QuerySet SetOf(string name) => _evaluation.Sets.Single(set => set.Name == name);

    private static bool Calls(int caller, int callee) => RelatedProject.CalleesOf(caller).Contains(callee);

    private static int NumberOf(string head) => int.Parse(System.Text.RegularExpressions.Regex.Match(head, "step_([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
}
