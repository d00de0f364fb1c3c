using Patina.Memory;
using Patina.Oxidize;
using Patina.Oxidize.Training;
using Patina.Tests.Onnx;
using Patina.Tests.Oxidize;

namespace Patina.Tests.Cli;

/// <summary><c>patina projection export</c>, as one types it.</summary>
public sealed class ProjectionCommandTests : IDisposable
{
    private readonly SampleProject _project = new();

    public ProjectionCommandTests()
    {
        _project.Write(".patina/oxidize.yaml", "version: 2\nembedding_model: patina-static-v0\nprojections:\n  commits: {layers: [96, 32], epochs: 2}\n");
        _project.Patina("scrape");
    }

    private string Output => Path.Combine(_project.Path, "out.bin");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Export_Onnx_RunsInOnnxRuntimeWithEqualOutput()
    {
        _project.Patina("oxidize");

        var result = _project.Patina("projection", "export", "commits", "--onnx", "-o", Output);

        Assert.Equal(0, result.ExitCode);
        var projection = LearntProjection.Load(new ProjectLayout(_project.Path), "commits").Projection;
        Assert.Equal($"{Output}: commits, {projection.InputDimension} → 96 → 32\n", result.Out);
        var vectors = ProjectionTests.UnitVectors(5, projection.InputDimension, 1);
        AssertEqual(projection, vectors, PerceptronGraphTests.RunGraph(Output, vectors, projection.InputDimension, output: 0), asks: false);
        AssertEqual(projection, vectors, PerceptronGraphTests.RunGraph(Output, vectors, projection.InputDimension, output: 1), asks: true);
    }

    [Fact]
    public void Export_WithoutOnnx_IsTheProjectionsOwnFile()
    {
        _project.Patina("oxidize");

        var result = _project.Patina("projection", "export", "commits", "-o", Output);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("off here", result.Error);
        var learnt = LearntProjection.Load(new ProjectLayout(_project.Path), "commits");
        Assert.False(learnt.Active);
        Assert.Equal(ProjectionFile.Hash(learnt.Projection), ProjectionFile.Hash(ProjectionFile.Load(Output)));
    }

    [Fact]
    public void Export_NameThatTheRecipeLacks_NamesThoseThereAre()
    {
        _project.Patina("oxidize");

        var result = _project.Patina("projection", "export", "temporal", "-o", Output);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("patina: There is no projection 'temporal'. Trained are: commits.\n", result.Error);
        Assert.False(File.Exists(Output));
    }

    [Fact]
    public void Export_BeforeOxidize_NamesTheCommand()
    {
        var result = _project.Patina("projection", "export", "commits", "-o", Output);

        Assert.Equal((1, "patina: There are no projections yet. Run: patina oxidize\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Export_WithoutAFile_IsAUsageError() => Assert.Equal(2, _project.Patina("projection", "export", "commits").ExitCode);

    private static void AssertEqual(Projection projection, float[] vectors, float[] computed, bool asks)
    {
        var expected = new float[projection.OutputDimension];
        for (var row = 0; row < vectors.Length / projection.InputDimension; row++)
        {
            projection.Project(vectors.AsSpan(row * projection.InputDimension, projection.InputDimension), expected, asks);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], computed[(row * expected.Length) + i], 1e-6f);
        }
    }
}
