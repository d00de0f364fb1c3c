using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Tracing;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Projections;

/// <summary>Trains a projection on older relations of the project and measures it on newer ones. Not thread-safe.</summary>
/// <param name="half">Of the held-out questions that decide whether it is used.</param>
internal sealed class ProjectionTraining(
    ProjectRelations relations, IEmbeddingEngine engine, EmbeddingCache cache, Gemm gemm, QuestionHalf half, StageClock clock,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    /// <param name="units">What the projection's space holds.</param>
    /// <param name="checkpoint">Where a result is kept until it is part of a set.</param>
    public TrainedProjection Run(ProjectionRecipe recipe, IUnits units, TrainingCheckpoint checkpoint)
    {
        var task = ProjectionTask.Of(recipe.Name);
        var data = clock.Measure(OxidizeStages.Pairing, () => ProjectionData.Of(task, relations, half));
        var key = TrainingCheckpoint.KeyOf(engine.Fingerprint, recipe, data.All, units.List.Count);
        if (checkpoint.Find(key, recipe.Traceable) is { } found)
            return found;

        var vectors = new PairVectors(cache, engine, units, progress, cancellation);
        clock.Measure(OxidizeStages.Pairing, () => vectors.Embed(data.All, data.Questions.SelectMany(entry => entry.Questions)));
        var trace = recipe.Traceable ? checkpoint.TracePath(key) : null;
        var candidates = task.Measured.Select(relation => CandidatesOf(task, relation, units)).ToList();
        var validation = new ValidationRanking(gemm, cancellation);
        foreach (var (relation, questions) in candidates.Zip(data.ValidationQuestions))
            validation.Add(relation, questions, vectors.ReadQuestions(questions));
        var enough = validation.Questions >= ProjectionGate.FewestQuestions;
        var byRank = task.StopsByRank && enough;
        Func<Projection, double>? lossOf = byRank ? projection => 1 - validation.Mrr(projection) : null;
        TrainingResult Trained(int negatives) =>
            clock.Measure(OxidizeStages.Training, () => Train(recipe, task, data, units, vectors, negatives, trace, lossOf));
        double LossOf(TrainingResult result) => enough ? 1 - validation.Mrr(result.Projection) : result.ValidationLosses.DefaultIfEmpty().Min();
        var (result, hardNegatives, choice) = recipe.HardNegatives is { } given
            ? (Trained(given), given, null)
            : Better(Trained(0), Trained(ProjectionRecipe.HardNegativesTried), LossOf);
        var partners = !task.AsksWithPartners || !enough ? null : clock.Measure(
            OxidizeStages.Evaluating, () => validation.ChooseShare(result.Projection, KnownPartners.Of(data.Training), recipe.Partners));
        var gate = clock.Measure(OxidizeStages.Evaluating, () => Measure(result.Projection, partners, task, data, candidates, vectors));
        var record = RecordOf(recipe, data, result, gate) with { StoppedByRank = byRank, Partners = partners, HardNegatives = hardNegatives, Negatives = choice };
        var trained = new TrainedProjection(result.Projection, record, trace);
        checkpoint.Save(key, trained);
        return trained;
    }

    private static (TrainingResult, int, NegativesChoice?) Better(TrainingResult without, TrainingResult with, Func<TrainingResult, double> lossOf)
    {
        var choice = new NegativesChoice(lossOf(with), lossOf(without));
        return choice.Loss < choice.LossWithout ? (with, ProjectionRecipe.HardNegativesTried, choice) : (without, 0, choice);
    }

    /// <param name="negatives">Wrong answers mined for each pair; 0 for none.</param>
    private TrainingResult Train(
        ProjectionRecipe recipe, ProjectionTask task, ProjectionData data, IUnits units, PairVectors vectors, int negatives, string? trace,
        Func<Projection, double>? lossOf)
    {
        var (training, validation) = (vectors.Rows(data.Training), vectors.Rows(data.Validation));
        if (negatives > 0)
            training = MinerOf(task, units).Mine(data.Training, training, vectors);
        var table = vectors.Table();
        if (trace is not null)
            TraceFile.Write(trace, data.Training, training, table);
        var start = ProjectionStart.Create(
            table.Dimension, recipe.Layers.Hidden, recipe.Layers.Output, table.Values, table.Rows,
            new SeededRandom((ulong)recipe.Seed), gemm);
        var trainer = new ProjectionTrainer(TrainerOptions.From(recipe) with { CorrectFrequency = task.Apart, HardNegatives = negatives }, gemm);
        return trainer.Train(task.Apart ? start.Apart() : start, table, training, validation, progress, cancellation, lossOf);
    }

    private HardNegatives MinerOf(ProjectionTask task, IUnits units) => task.Files
        ? new HardNegatives(units, _ => ChunkKind.Code, file => file.ToString(), gemm, cancellation)
        : new HardNegatives(units, relations.KindOf, relations.PathOf, gemm, cancellation);

    private GateResult? Measure(
        Projection projection, PartnerChoice? partners, ProjectionTask task, ProjectionData data, IReadOnlyList<RelationCandidates> candidates,
        PairVectors vectors)
    {
        var known = partners is null ? KnownPartners.None : KnownPartners.Of(data.Older);
        var asking = new AskingVectors(projection, gemm, known, partners?.Share ?? 0);
        var gate = new ProjectionGate(asking, UntrainedOf(task, data, vectors));
        foreach (var ((_, questions), relation) in data.Questions.Zip(candidates))
        {
            if (questions.Count > 0)
                gate.Add(questions, vectors.ReadQuestions(questions), relation.Raw, relation.Projected(projection, cancellation), cancellation);
        }

        return gate.Result();
    }

    private RelationCandidates CandidatesOf(ProjectionTask task, HeldOutRelation relation, IUnits units)
    {
        ChunkKey[] keys = [.. units.List.Entries.Select(entry => entry.Chunk)
            .Where(unit => task.Files || relation.Candidates.Contains(relations.KindOf(unit)))];
        var raw = new float[keys.Length * engine.Dimension];
        units.Read(keys, raw);
        return new RelationCandidates(keys, raw, engine.Dimension, relation.ByFile ? PlacesOf(keys) : null, gemm);
    }

    private IUntrainedRanking? UntrainedOf(ProjectionTask task, ProjectionData data, PairVectors vectors) => task.Untrained switch
    {
        UntrainedKind.CoChangeCounts => new CoChangeCounts(data.Older),
        UntrainedKind.CallGraph => new CallGraphPaths(data.Older),
        UntrainedKind.HistoryVote => new HistoryVote(data.Training.Concat(data.Validation), engine.Dimension, vectors.ReadQuestion),
        _ => null,
    };

    /// <summary>Numbers the files that chunks are part of.</summary>
    private int[] PlacesOf(ChunkKey[] chunks)
    {
        var places = new Dictionary<string, int>();
        return Array.ConvertAll(chunks, chunk =>
            places.TryGetValue(relations.PathOf(chunk), out var place) ? place : places[relations.PathOf(chunk)] = places.Count);
    }

    private static ProjectionRecord RecordOf(ProjectionRecipe recipe, ProjectionData data, TrainingResult result, GateResult? gate) => new()
    {
        WeightsHash = ProjectionFile.Hash(result.Projection),
        Seed = recipe.Seed,
        TrainingPairs = data.Training.Count,
        ValidationPairs = data.Validation.Count,
        TrainingLosses = result.TrainingLosses,
        ValidationLosses = result.ValidationLosses,
        EpochsRun = result.TrainingLosses.Count,
        BestEpoch = result.BestEpoch,
        FirstValidationLoss = result.ValidationLosses.FirstOrDefault(),
        BestValidationLoss = result.ValidationLosses.DefaultIfEmpty().Min(),
        Gate = gate,
    };
}
