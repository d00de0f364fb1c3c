using System.Collections;
using Patina.Embeddings;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Recipes;

namespace Patina.Tests.Oxidize;

public sealed class ManifestFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Read_EveryFieldSet_GivesBackWhatWasWritten()
    {
        var manifest = Full();
        AssertNothingIsUnset(manifest, "manifest");

        ManifestFile.Write(manifest, _path);
        var written = File.ReadAllText(_path);
        ManifestFile.Write(ManifestFile.Read(_path)!, _path);

        Assert.Equal(written, File.ReadAllText(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format\": 3}")]
    [InlineData("{\"format\": 1, \"set\": {}}")]
    [InlineData("{\"format\": 3, \"set\": {\"model_name\": 3}}")]
    public void Read_NoManifest_GivesNull(string text)
    {
        File.WriteAllText(_path, text);

        Assert.Null(ManifestFile.Read(_path));
    }

    [Fact]
    public void Read_PathThatLeadsOutside_GivesNull()
    {
        ManifestFile.Write(Full() with { Chunks = new ArtifactFile("../outside", 1, "d") }, _path);

        Assert.Null(ManifestFile.Read(_path));
    }

    public void Dispose() => File.Delete(_path);

    /// <summary>Fails where a property was added to a record that this test does not set.</summary>
    private static void AssertNothingIsUnset(object value, string path)
    {
        foreach (var property in value.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var part = property.GetValue(value);
            Assert.True(part is not null, $"{path}.{property.Name} is not set");
            if (part is string || !part.GetType().FullName!.StartsWith("Patina.", StringComparison.Ordinal))
                continue;
            AssertNothingIsUnset(part, $"{path}.{property.Name}");
        }

        if (value is Manifest { Spaces: IEnumerable spaces })
            foreach (var space in spaces)
                AssertNothingIsUnset(space, $"{path}.Spaces");
    }

    private static Manifest Full() => new()
    {
        ModelName = "m",
        ModelFingerprint = "f",
        Model = new ModelRecord
        {
            EmbeddingModel = "owner/name",
            Runtime = RuntimeChoice.Onnx,
            QueryRuntime = RuntimeChoice.Mlx,
            Precision = PrecisionChoice.Int8,
            Pooling = PoolingChoice.Mean,
            ExtractionLayer = -2,
            Dimensions = 64,
            MaxLength = 512,
            QueryPrefix = "query: ",
            PassagePrefix = "passage: ",
            InstructionPrefix = "do: ",
            Provider = "cuda",
            GraphOptimization = "basic",
            WeightsPrecision = "int8",
            Pin = new ModelPin("owner/name", "abc", new Dictionary<string, string> { ["model.onnx"] = "d" }),
            Settings = new Dictionary<string, string> { ["pooling"] = "mean" },
        },
        Dimension = 64,
        RecipeHash = "r",
        EventsHash = "e",
        Chunks = new ArtifactFile("base.chunks", 1, "a"),
        Spaces =
        [
            new SpaceManifest
            {
                Name = "semantic",
                Active = true,
                Index = new IndexRecord(
                    new ArtifactFile("i", 2, "b"), new IndexFormat(64, IndexPrecision.I8, 32), new ArtifactFile("s", 8, "h"), new IndexRecall(10, 5, 0.9, 0.8)),
                Units = new ArtifactFile("u", 3, "c"),
                Places = new ArtifactFile("p", 4, "d"),
                Partners = new ArtifactFile("n", 9, "j"),
                Weights = new ArtifactFile("projections/w", 5, "e"),
                Trace = new ArtifactFile("t", 6, "f"),
                TrainedOn = new ArtifactFile("o", 7, "g"),
                RecipeHash = "h",
                Training = new ProjectionRecord
                {
                    WeightsHash = "w",
                    Seed = 42,
                    TrainingPairs = 10,
                    ValidationPairs = 3,
                    EpochsRun = 5,
                    BestEpoch = 4,
                    StoppedByRank = true,
                    HardNegatives = 2,
                    Negatives = new NegativesChoice(0.6, 0.7),
                    Partners = new PartnerChoice(2, 0.5, 0.4),
                    TrainingLosses = [1.5, 0.2],
                    ValidationLosses = [1.25, 0.1],
                    FirstValidationLoss = 1.25,
                    BestValidationLoss = 0.1,
                    Gate = new GateResult
                    {
                        Questions = 9,
                        Candidates = 8,
                        Raw = new RetrievalScore(0.1, 0.2),
                        Projected = new RetrievalScore(0.3, 0.4),
                        Fused = new RetrievalScore(0.5, 0.6),
                        MrrGain = new Interval(-0.1, 0, 0.1),
                        FusedMrrGain = new Interval(-0.2, 0, 0.2),
                        Untrained = new UntrainedResult("counts", new RetrievalScore(0.7, 0.8), new RetrievalScore(0.9, 1), new Interval(-0.3, 0, 0.3)),
                    },
                },
            },
        ],
    };
}
