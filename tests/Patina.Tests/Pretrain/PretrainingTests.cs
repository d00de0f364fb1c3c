using Patina.Embeddings;
using Patina.Embeddings.Static;
using Patina.Memory;
using Patina.Pretrain;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Pretrain;

public sealed class PretrainingTests : IDisposable
{
    private static readonly string[] Things = ["cache", "parser", "socket", "matrix", "ledger", "thread", "widget", "cursor", "bucket", "signal"];
    private static readonly string[] Actions = ["opens", "closes", "counts", "copies", "merges", "prints", "sorts", "checks"];

    private readonly TemporaryRepository _repository = new();
    private readonly TemporaryFolder _folder = new();

    public PretrainingTests()
    {
        foreach (var thing in Things)
        {
            _repository.Write($"src/{thing}.py", string.Join('\n', Actions.Select(action => $"""
                def {action[..^1]}_{thing}(item, limit):
                    "Carefully {action} the {thing} that was given to it."
                    value = item.{thing}.{action[..^1]}(limit)
                    return value if value else limit

                """)));
            _repository.Write($"docs/{thing}.md", $"# About the {thing}\n\nA {thing} is a thing that one opens, counts and closes again when the work is done.\n");
            _repository.Commit($"Add the {thing} with its operations");
        }
    }

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Run_SmallRepository_MakesAModelThatFindsByMeaning()
    {
        var report = Pretraining.Run(Options("model"));
        Assert.True(report.Pairs > 100);
        using var engine = StaticEmbeddingEngine.Open("model", Out("model"));
        Assert.Equal(64, engine.Dimension);

        var vectors = new float[2 * 64];
        engine.EmbedBatch([new Passage("sort_ledger", "value = item.ledger.sort(limit)"), new Passage("open_socket", "value = item.socket.open(limit)")], vectors);
        var query = new float[64];
        engine.EmbedQuery("Carefully sorts the ledger", query);
        Assert.True(Dot(query, vectors.AsSpan(0, 64)) > Dot(query, vectors.AsSpan(64, 64)) + 0.1);
        Assert.Contains(_repository.Head, File.ReadAllText(Path.Combine(Out("model"), "MODEL.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Twice_WithOneAndTwoThreads_WritesTheSameBytes()
    {
        Pretraining.Run(Options("first") with { Threads = 1 });
        Pretraining.Run(Options("second") with { Threads = 2 });
        AssertSameModel("first", "second");
    }

    [Fact]
    public void Run_Interrupted_GoesOnToTheSameBytes()
    {
        Pretraining.Run(Options("whole"));
        using var stop = new CancellationTokenSource();
        var options = Options("resumed");
        Assert.ThrowsAny<OperationCanceledException>(() => Pretraining.Run(options, new StopAt("training", 55, stop), stop.Token));
        Assert.False(Directory.Exists(Out("resumed")));
        var steps = new Recorder();
        Pretraining.Run(options, steps);
        Assert.Equal(51, steps.First("training"));
        AssertSameModel("whole", "resumed");
        Assert.False(Directory.Exists(Out("resumed") + ".work"));
    }

    [Fact]
    public void Run_FromAModel_KeepsItsVocabularyAndChangesItsTable()
    {
        Pretraining.Run(Options("base"));
        Pretraining.Run(Options("tuned") with { Start = Out("base"), Steps = 5 });
        Assert.Equal(Read("base", "tokenizer.json"), Read("tuned", "tokenizer.json"));
        Assert.NotEqual(Read("base", "model.safetensors"), Read("tuned", "model.safetensors"));
    }

    [Fact]
    public void Run_CorpusWithoutWords_IsRefused()
    {
        using var empty = new TemporaryRepository();
        var error = Assert.Throws<PretrainException>(() => Pretraining.Run(Options("model") with { Corpus = [empty.Root] }));
        Assert.Equal(PretrainError.BadCorpus, error.Reason);
    }

    [Fact]
    public void Run_PlaceOfSomethingElse_IsLeftAlone()
    {
        _folder.Write("model/notes.txt", "mine");
        var error = Assert.Throws<PretrainException>(() => Pretraining.Run(Options("model")));
        Assert.Equal(PretrainError.BadOptions, error.Reason);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Out("model"), "notes.txt")));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("damaged")]
    public void Run_StartThatIsNoModel_IsRefused(string name)
    {
        _folder.Write("damaged/model.safetensors", "no header");
        _folder.Write("damaged/tokenizer.json", "{}");
        var error = Assert.Throws<PretrainException>(() => Pretraining.Run(Options("model") with { Start = Out(name) }));
        Assert.Equal(PretrainError.BadStart, error.Reason);
    }

    [Fact]
    public void Run_OptionsOutOfRange_AreRefused()
    {
        var valid = Options("model");
        foreach (var wrong in (PretrainOptions[])[
            valid with { Dimensions = 100 }, valid with { BatchSize = 4 }, valid with { BlockSize = 4096 }, valid with { Temperature = 0 },
            valid with { LearningRate = 2 }, valid with { Steps = 0 }, valid with { VocabularySize = 70_000 }, valid with { Corpus = [] }])
            Assert.Equal(PretrainError.BadOptions, Assert.Throws<PretrainException>(() => Pretraining.Run(wrong)).Reason);
    }

    private PretrainOptions Options(string name) => new()
    {
        Corpus = [_repository.Root],
        Output = Out(name),
        Dimensions = 64,
        VocabularySize = 1_000,
        Steps = 80,
        BatchSize = 32,
        BlockSize = 16,
    };

    private string Out(string name) => Path.Combine(_folder.Path, name);

    private byte[] Read(string model, string file) => File.ReadAllBytes(Path.Combine(Out(model), file));

    private void AssertSameModel(string one, string other)
    {
        Assert.Equal(Read(one, "tokenizer.json"), Read(other, "tokenizer.json"));
        Assert.Equal(Read(one, "model.safetensors"), Read(other, "model.safetensors"));
    }

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other) => System.Numerics.Tensors.TensorPrimitives.Dot(one, other);

    private sealed class StopAt(string stage, long done, CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Stage == stage && value.Done == done)
                stop.Cancel();
        }
    }

    private sealed class Recorder : IProgress<StageProgress>
    {
        private readonly List<StageProgress> _stages = [];

        public long First(string stage) => _stages.First(value => value.Stage == stage).Done;

        public void Report(StageProgress value)
        {
            lock (_stages)
                _stages.Add(value);
        }
    }
}
