using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Patina.Memory;
using Patina.Numerics;
using Patina.Pretrain.Mining;
using Patina.Pretrain.Output;
using Patina.Pretrain.Training;
using Patina.Pretrain.Vocabulary;
using Patina.Tokenizers;

namespace Patina.Pretrain;

/// <summary>
/// Trains a static embedding model on repositories: mines pairs, chooses among them, learns a vocabulary, trains the table,
/// writes the model. What each stage made is kept beside the output until the end, so that an interrupted run goes on.
/// </summary>
public sealed class Pretraining
{
    /// <summary>One of so many repositories decides when to stop.</summary>
    private const int DevelopmentShare = 12;

    /// <summary>Rows of <c>[PAD]</c> and <c>[UNK]</c>.</summary>
    private const int SpecialPieces = 2;

    private readonly PretrainOptions _options;
    private readonly IProgress<StageProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly string _work;
    private readonly Stopwatch _clock = new();

    private Pretraining(PretrainOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        _options = options with { Threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads };
        _progress = progress;
        _cancellation = cancellation;
        _work = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Output)) + ".work";
    }

    /// <param name="progress">Receives the stages, on several threads, one at a time.</param>
    /// <exception cref="PretrainException">The options, the corpus or the start model are of no use.</exception>
    public static PretrainReport Run(PretrainOptions options, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        ModelFolder.CheckPlace(options.Output);
        return new Pretraining(options, progress, cancellation).Run();
    }

    private PretrainReport Run()
    {
        Directory.CreateDirectory(_work);
        var start = _options.Start is { } folder ? StartModel.Load(folder) : null;
        var corpus = CorpusRepository.Find(_options.Corpus, _cancellation);
        var development = Development(corpus);
        var heldOut = CorpusRepository.Find(_options.HeldOut, _cancellation);
        var training = corpus.Where(repository => development.All(other => other.Root != repository.Root)
            && heldOut.All(other => other.Root != repository.Root)).ToList();
        if (training.Count == 0)
            throw new PretrainException(PretrainError.BadCorpus, "Every repository of the corpus is held out. Name more.");

        _clock.Restart();
        var files = Mine.Run([.. training, .. development, .. heldOut], Path.Combine(_work, "mined"), _options.Commits, _options.Threads, _progress, _cancellation);
        var (chosen, rows) = Choose(training, development, heldOut, files);
        var miningTime = _clock.Elapsed;

        _clock.Restart();
        var tokenizerJson = start?.TokenizerJson ?? LearnVocabulary(training, chosen);
        var tokenizer = Tokenizer.Parse(tokenizerJson, "tokenizer.json");
        var vocabularyTime = _clock.Elapsed;

        _clock.Restart();
        var weights = start?.Weights ?? EmbeddingWeights.Random(tokenizer.VocabularySize, _options.Dimensions, SpecialPieces, _options.Seed);
        using var pairs = Encode("training.tokens", training, chosen, tokenizer);
        using var scored = Encode("development.tokens", development, chosen, tokenizer);
        var score = development.Count > 0 ? new DevelopmentScore(scored, new Gemm(_options.Threads), _cancellation) : null;
        var (table, curve) = new TrainingRun(
            _options, pairs, score is { Queries: > 0 } ? score : null, weights, Path.Combine(_work, "checkpoint.safetensors"), Origin(rows, tokenizerJson))
            .Run(_progress, _cancellation);
        var report = new PretrainReport
        {
            Repositories = rows,
            Development = [.. development.Select(repository => repository.Name)],
            HeldOut = [.. heldOut.Select(repository => repository.Name)],
            DevelopmentQueries = score?.Queries ?? 0,
            MinedPairs = training.Sum(repository => PairFile.Read(files[repository]).LongCount(pair => pair.Kind != PairKind.Pool)),
            Pieces = weights.Rows,
            Dimensions = weights.Columns,
            Threads = _options.Threads,
            MiningTime = miningTime,
            VocabularyTime = vocabularyTime,
            TrainingTime = _clock.Elapsed,
            Curve = curve,
        };
        ModelFolder.Write(_options.Output, table, weights.Columns, tokenizerJson, ModelCard.Write(Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.Output)), _options, report));
        pairs.Dispose();
        scored.Dispose();
        if (!_options.KeepWork)
            Directory.Delete(_work, recursive: true);
        return report;
    }

    private IReadOnlyList<CorpusRepository> Development(IReadOnlyList<CorpusRepository> corpus) => _options.Development.Count > 0
        ? CorpusRepository.Find(_options.Development, _cancellation)
        : [.. corpus.Where((_, index) => index % DevelopmentShare == DevelopmentShare - 1)];

    private (Dictionary<CorpusRepository, string> Files, List<RepositoryReport> Rows) Choose(
        List<CorpusRepository> training, IReadOnlyList<CorpusRepository> development, IReadOnlyList<CorpusRepository> heldOut,
        IReadOnlyDictionary<CorpusRepository, string> mined)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_work, "chosen")).FullName;
        var selection = new PairSelection(_options.PairsPerKind, _options.Seed);
        foreach (var repository in heldOut.Concat(development))
            selection.HoldOut(mined[repository]);
        var (files, rows, total) = (new Dictionary<CorpusRepository, string>(), new List<RepositoryReport>(), training.Count + development.Count);
        foreach (var repository in training.Concat(development))
        {
            var isDevelopment = rows.Count == training.Count;
            files[repository] = Path.Combine(folder, repository.Name + ".pairs");
            var chooser = isDevelopment ? new PairSelection(_options.PairsPerKind, _options.Seed) : selection;
            var counts = chooser.Choose(mined[repository], files[repository], isDevelopment, _cancellation);
            if (!isDevelopment)
                rows.Add(new RepositoryReport(repository.Name, repository.Commit, Licence.Of(repository.Root), counts));
            _progress?.Report(new StageProgress("choosing pairs", files.Count, total));
        }
        return (files, rows);
    }

    private byte[] LearnVocabulary(List<CorpusRepository> training, Dictionary<CorpusRepository, string> chosen)
    {
        var counter = new WordCounter();
        for (var index = 0; index < training.Count; index++)
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var pair in PairFile.Read(chosen[training[index]]))
            {
                counter.Add(pair.Query);
                counter.Add(pair.Text);
            }
            _progress?.Report(new StageProgress("counting words", index + 1, training.Count));
        }
        _progress?.Report(new StageProgress("learning the vocabulary", 0, 0));
        return TokenizerJson.Write(PieceLearner.Learn(counter.Counts, _options.VocabularySize, _cancellation));
    }

    private PairStore Encode(string name, IReadOnlyList<CorpusRepository> repositories, Dictionary<CorpusRepository, string> chosen, Tokenizer tokenizer)
    {
        var done = 0;
        return PairStore.Create(
            Path.Combine(_work, name), repositories.ToDictionary(repository => repository.Name, repository => chosen[repository]),
            tokenizer, _options.Seed, () => _progress?.Report(new StageProgress("encoding pairs", ++done, repositories.Count)), _cancellation);
    }

    /// <summary>What decides the outcome: a checkpoint of anything else is not gone on from.</summary>
    private string Origin(List<RepositoryReport> rows, byte[] tokenizerJson)
    {
        var settings = _options with { CommandLine = "", Threads = 0, Corpus = [], Development = [], HeldOut = [], Output = "", KeepWork = false };
        var parts = string.Create(CultureInfo.InvariantCulture, $"{settings} {Convert.ToHexString(SHA256.HashData(tokenizerJson))} ")
            + string.Join(' ', rows.Select(row => $"{row.Name} {row.Commit} {row.Pairs.Values.Sum()}"));
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(parts)));
    }
}
