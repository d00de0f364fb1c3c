using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;

namespace Patina.Oxidize;

/// <summary>Trains the <c>semantic</c> projection and measures it on what happened later.</summary>
internal sealed class SemanticTraining(
    MemoryDatabase memory, IEmbeddingEngine engine, EmbeddingCache cache, ChunkList chunks, Gemm gemm, StageClock clock,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Held-out questions of a source are looked for among chunks of the kinds that can answer them.</summary>
    private static readonly (PairSource Source, ChunkKind[] Candidates)[] Measured =
    [
        (PairSource.Commit, [ChunkKind.Code, ChunkKind.Doc]),
        (PairSource.Note, [ChunkKind.Note]),
    ];

    private readonly ChunkVectors _vectors = new(chunks, cache, engine.Dimension);

    /// <param name="checkpoint">Where a result is kept until it is part of a set.</param>
    public TrainedProjection Run(ProjectionRecipe recipe, TrainingCheckpoint checkpoint)
    {
        var (pairs, relations) = clock.Measure(OxidizeStages.Pairing, () =>
        {
            var relations = new ProjectRelations(memory);
            return (SemanticPairs.Generate(relations), relations);
        });
        var key = TrainingCheckpoint.KeyOf(engine.Fingerprint, recipe, pairs, chunks.Count);
        if (checkpoint.Find(key) is { } found)
            return found;

        var split = PairSplit.Of(pairs);
        var pairVectors = new PairVectors(cache, engine, _vectors, progress, cancellation);
        clock.Measure(OxidizeStages.Pairing, () => pairVectors.Embed(pairs));
        var result = clock.Measure(OxidizeStages.Training, () => Train(recipe, split, pairVectors));
        var gate = clock.Measure(OxidizeStages.Evaluating, () => Measure(result.Projection, split, pairVectors, relations));

        var trained = new TrainedProjection(result.Projection, new ProjectionRecord
        {
            WeightsHash = ProjectionFile.Hash(result.Projection),
            Seed = recipe.Seed,
            TrainingPairs = split.Training.Count,
            ValidationPairs = split.Validation.Count,
            EpochsRun = result.TrainingLosses.Count,
            BestEpoch = result.BestEpoch,
            FirstValidationLoss = result.ValidationLosses.FirstOrDefault(),
            BestValidationLoss = result.ValidationLosses.DefaultIfEmpty().Min(),
            Gate = gate,
        });
        checkpoint.Save(key, trained);
        return trained;
    }

    private TrainingResult Train(ProjectionRecipe recipe, PairSplit split, PairVectors pairVectors)
    {
        var (training, validation) = (pairVectors.Rows(split.Training), pairVectors.Rows(split.Validation));
        var table = pairVectors.Table();
        var start = ProjectionStart.Create(
            engine.Dimension, recipe.Layers.Hidden, recipe.Layers.Output, table.Values, table.Rows,
            new SeededRandom((ulong)recipe.Seed), gemm);
        return new ProjectionTrainer(TrainerOptions.From(recipe), gemm).Train(start, table, training, validation, progress, cancellation);
    }

    private GateResult? Measure(Projection projection, PairSplit split, PairVectors pairVectors, ProjectRelations relations)
    {
        var gate = new ProjectionGate(projection, gemm);
        foreach (var (source, kinds) in Measured)
        {
            var questions = HeldOutQuestions.Of(split.HeldOut.Where(pair => pair.Source == source));
            if (questions.Count == 0)
                continue;

            ChunkKey[] keys = [.. chunks.Entries.Select(entry => entry.Chunk).Where(chunk => kinds.Contains(relations.Kinds[chunk]))];
            var raw = new float[keys.Length * engine.Dimension];
            _vectors.Read(keys, raw);
            var projected = new float[keys.Length * projection.OutputDimension];
            projection.Project(raw, keys.Length, projected, gemm, cancellation);
            gate.Add(
                questions, VectorsOf(questions, pairVectors),
                new CandidateMatrix(keys, raw, engine.Dimension, gemm),
                new CandidateMatrix(keys, projected, projection.OutputDimension, gemm), cancellation);
        }

        return gate.Result();
    }

    private float[] VectorsOf(IReadOnlyList<HeldOutQuestion> questions, PairVectors pairVectors)
    {
        var vectors = new float[questions.Count * engine.Dimension];
        for (var i = 0; i < questions.Count; i++)
            pairVectors.ReadQuestion(questions[i].Text, vectors.AsSpan(i * engine.Dimension, engine.Dimension));
        return vectors;
    }
}
