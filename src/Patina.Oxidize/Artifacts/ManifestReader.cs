using System.Text.Json;
using Patina.Embeddings;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// Reads a manifest field by field. Every question reads one: what the serializer generates for these types is compiled anew in
/// each process and took a third of its time.
/// </summary>
internal static class ManifestReader
{
    /// <exception cref="Exception">A field is missing or has another type: <see cref="KeyNotFoundException"/>, <see cref="InvalidOperationException"/>, <see cref="FormatException"/> or <see cref="ArgumentException"/>.</exception>
    public static Manifest Read(JsonElement set) => new()
    {
        ModelName = Text(set, "model_name"),
        ModelFingerprint = Text(set, "model_fingerprint"),
        Model = Optional(set, "model") is { } model ? ReadModel(model) : null,
        Dimension = set.GetProperty("dimension").GetInt32(),
        RecipeHash = Text(set, "recipe_hash"),
        EventsHash = Text(set, "events_hash"),
        Chunks = ReadFile(set.GetProperty("chunks")),
        Spaces = [.. set.GetProperty("spaces").EnumerateArray().Select(ReadSpace)],
    };

    private static ModelRecord ReadModel(JsonElement model) => new()
    {
        EmbeddingModel = Text(model, "embedding_model"),
        Runtime = Enum.Parse<RuntimeChoice>(Text(model, "runtime")),
        QueryRuntime = OptionalText(model, "query_runtime") is { } query ? Enum.Parse<RuntimeChoice>(query) : null,
        Precision = Enum.Parse<PrecisionChoice>(Text(model, "precision")),
        Pooling = OptionalText(model, "pooling") is { } pooling ? Enum.Parse<PoolingChoice>(pooling) : null,
        ExtractionLayer = Optional(model, "extraction_layer")?.GetInt32(),
        Dimensions = Optional(model, "dimensions")?.GetInt32(),
        MaxLength = Optional(model, "max_length")?.GetInt32(),
        QueryPrefix = OptionalText(model, "query_prefix"),
        PassagePrefix = OptionalText(model, "passage_prefix"),
        InstructionPrefix = OptionalText(model, "instruction_prefix"),
        Provider = OptionalText(model, "provider"),
        GraphOptimization = OptionalText(model, "graph_optimization"),
        WeightsPrecision = OptionalText(model, "weights_precision"),
        Pin = Optional(model, "pin") is { } pin ? new ModelPin(Text(pin, "repository"), Text(pin, "commit"), Texts(pin.GetProperty("files"))) : null,
        Settings = Optional(model, "settings") is { } settings ? Texts(settings) : new Dictionary<string, string>(),
    };

    private static SpaceManifest ReadSpace(JsonElement space) => new()
    {
        Name = Text(space, "name"),
        Active = space.GetProperty("active").GetBoolean(),
        Index = Optional(space, "index") is { } index ? ReadIndex(index) : null,
        Units = OptionalFile(space, "units"),
        Places = OptionalFile(space, "places"),
        Partners = OptionalFile(space, "partners"),
        Weights = OptionalFile(space, "weights"),
        Trace = OptionalFile(space, "trace"),
        TrainedOn = OptionalFile(space, "trained_on"),
        RecipeHash = OptionalText(space, "recipe_hash"),
        Training = Optional(space, "training") is { } training ? ReadTraining(training) : null,
    };

    private static IndexRecord ReadIndex(JsonElement index)
    {
        var format = index.GetProperty("format");
        return new IndexRecord(
            ReadFile(index.GetProperty("full")),
            new IndexFormat(
                format.GetProperty("dimension").GetInt32(), Enum.Parse<IndexPrecision>(Text(format, "precision")),
                Optional(format, "fast_dimension")?.GetInt32()),
            OptionalFile(index, "fast"),
            Optional(index, "recall") is { } recall
                ? new IndexRecall(
                    recall.GetProperty("vectors").GetInt32(), recall.GetProperty("queries").GetInt32(), recall.GetProperty("at_ten").GetDouble(),
                    Optional(recall, "fast_at_ten")?.GetDouble())
                : null);
    }

    private static ProjectionRecord ReadTraining(JsonElement training) => new()
    {
        WeightsHash = Text(training, "weights_hash"),
        Seed = training.GetProperty("seed").GetInt64(),
        TrainingPairs = training.GetProperty("training_pairs").GetInt32(),
        ValidationPairs = training.GetProperty("validation_pairs").GetInt32(),
        EpochsRun = training.GetProperty("epochs_run").GetInt32(),
        BestEpoch = training.GetProperty("best_epoch").GetInt32(),
        StoppedByRank = Optional(training, "stopped_by_rank")?.GetBoolean() ?? false,
        FirstValidationLoss = training.GetProperty("first_validation_loss").GetDouble(),
        BestValidationLoss = training.GetProperty("best_validation_loss").GetDouble(),
        TrainingLosses = OptionalNumbers(training, "training_losses"),
        ValidationLosses = OptionalNumbers(training, "validation_losses"),
        HardNegatives = Optional(training, "hard_negatives")?.GetInt32() ?? 0,
        Negatives = Optional(training, "negatives") is { } negatives
            ? new NegativesChoice(negatives.GetProperty("loss").GetDouble(), negatives.GetProperty("loss_without").GetDouble())
            : null,
        Partners = Optional(training, "partners") is { } partners
            ? new PartnerChoice(
                partners.GetProperty("share").GetDouble(), partners.GetProperty("mrr").GetDouble(), partners.GetProperty("mrr_without").GetDouble())
            : null,
        Gate = Optional(training, "gate") is { } gate ? ReadGate(gate) : null,
    };

    private static GateResult ReadGate(JsonElement gate) => new()
    {
        Questions = gate.GetProperty("questions").GetInt32(),
        Candidates = gate.GetProperty("candidates").GetInt32(),
        Raw = ReadScore(gate.GetProperty("raw")),
        Projected = ReadScore(gate.GetProperty("projected")),
        Fused = ReadScore(gate.GetProperty("fused")),
        MrrGain = ReadInterval(gate.GetProperty("mrr_gain")),
        FusedMrrGain = ReadInterval(gate.GetProperty("fused_mrr_gain")),
        Untrained = Optional(gate, "untrained") is { } untrained
            ? new UntrainedResult(
                Text(untrained, "name"), ReadScore(untrained.GetProperty("score")), ReadScore(untrained.GetProperty("with_projected")),
                ReadInterval(untrained.GetProperty("mrr_gain")))
            : null,
    };

    private static RetrievalScore ReadScore(JsonElement score) =>
        new(score.GetProperty("recall_at10").GetDouble(), score.GetProperty("mrr").GetDouble());

    private static Interval ReadInterval(JsonElement interval) => new(
        interval.GetProperty("low").GetDouble(), interval.GetProperty("mean").GetDouble(), interval.GetProperty("high").GetDouble());

    private static ArtifactFile? OptionalFile(JsonElement parent, string name) => Optional(parent, name) is { } file ? ReadFile(file) : null;

    private static ArtifactFile ReadFile(JsonElement file) => new(Text(file, "path"), file.GetProperty("size").GetInt64(), Text(file, "digest"));

    private static Dictionary<string, string> Texts(JsonElement parent)
    {
        var texts = new Dictionary<string, string>();
        foreach (var property in parent.EnumerateObject())
            texts.Add(property.Name, property.Value.GetString()!);
        return texts;
    }

    private static double[]? OptionalNumbers(JsonElement parent, string name) =>
        Optional(parent, name) is { } numbers ? [.. numbers.EnumerateArray().Select(number => number.GetDouble())] : null;

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    private static string? OptionalText(JsonElement parent, string name) => Optional(parent, name)?.GetString();

    private static JsonElement? Optional(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
