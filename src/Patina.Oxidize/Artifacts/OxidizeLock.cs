using System.Globalization;
using System.Text;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// <c>.patina/oxidize.lock</c>: what the vectors were made from and how they did, as text for people and for git. The same
/// input gives the same text.
/// </summary>
internal static class OxidizeLock
{
    public static void Write(ProjectLayout layout, Recipe recipe, Manifest manifest, int chunks)
    {
        var text = TextOf(recipe, manifest, chunks);
        if (File.Exists(layout.LockPath) && File.ReadAllText(layout.LockPath) == text)
            return;
        AtomicFile.Write(layout.LockPath, text);
    }

    public static string TextOf(Recipe recipe, Manifest manifest, int chunks)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Written by patina oxidize, for git: what this project's vectors were made from, and how they did.");
        Line($"version = 1");
        Line($"recipe_hash = {Quote(recipe.Hash)}");
        Line($"events_hash = {Quote(manifest.EventsHash)}");
        Line($"chunks = {chunks}");
        Line($"index_precision = {Quote(recipe.IndexPrecision.ToString().ToLowerInvariant())}");
        Line($"");
        Line($"[model]");
        Line($"name = {Quote(manifest.ModelName)}");
        Line($"fingerprint = {Quote(manifest.ModelFingerprint)}");
        Line($"dimension = {manifest.Dimension}");
        if (manifest.Model is { } model)
            AppendModel(Line, model);
        foreach (var space in manifest.Spaces.Where(space => space.Index is not null))
            AppendIndex(Line, space.Name, space.Index!);
        foreach (var space in manifest.Spaces.Where(space => space.Training is not null))
            AppendProjection(Line, space, space.Training!);
        return text.ToString();
    }

    /// <summary>The lock of a model that has no vectors yet.</summary>
    public static string TextOf(string modelName, ModelPin pin)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Which files the model must have. patina oxidize completes this file with what it makes of them.");
        Line($"version = 1");
        Line($"");
        Line($"[model]");
        Line($"name = {Quote(modelName)}");
        AppendPin(Line, pin);
        AppendFiles(Line, pin);
        return text.ToString();
    }

    private static void AppendModel(Action<FormattableString> line, ModelRecord model)
    {
        if (model.WeightsPrecision is { } precision)
            line($"precision = {Quote(precision)}");
        if (model.Provider is { } provider)
            line($"provider = {Quote(provider)}");
        if (model.GraphOptimization is { } optimization)
            line($"graph_optimization = {Quote(optimization)}");
        if (model.Pin is { } pin)
            AppendPin(line, pin);

        if (model.Settings.Count > 0)
        {
            line($"");
            line($"[model.settings]");
            foreach (var (name, value) in model.Settings)
                line($"{name} = {Quote(value)}");
        }

        if (model.Pin is not null)
            AppendFiles(line, model.Pin);
    }

    private static void AppendPin(Action<FormattableString> line, ModelPin pin)
    {
        line($"repository = {Quote(pin.Repository)}");
        line($"revision = {Quote(pin.Commit)}");
    }

    private static void AppendFiles(Action<FormattableString> line, ModelPin pin)
    {
        line($"");
        line($"[model.files]");
        foreach (var (path, digest) in pin.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            line($"{Quote(path)} = {Quote(digest)}");
    }

    private static void AppendIndex(Action<FormattableString> line, string name, IndexRecord index)
    {
        line($"");
        line($"[indexes.{name}]");
        line($"dimension = {index.Format.Dimension}");
        if (index.Format.FastDimension is { } fast)
            line($"fast_dimension = {fast}");
        if (index.Recall is not { } recall)
            return;

        line($"# Of the ten that an exact search finds, when the index was last built anew.");
        line($"measured = {{ vectors = {recall.Vectors}, queries = {recall.Queries} }}");
        line($"recall_at_10 = {recall.AtTen:F4}");
        if (recall.FastAtTen is { } fastRecall)
            line($"fast_recall_at_10 = {fastRecall:F4}");
    }

    private static void AppendProjection(Action<FormattableString> line, SpaceManifest space, ProjectionRecord training)
    {
        line($"");
        line($"[projections.{space.Name}]");
        line($"active = {(space.Active ? "true" : "false")}");
        line($"recipe_hash = {Quote(space.RecipeHash ?? "")}");
        line($"weights_hash = {Quote(training.WeightsHash)}");
        line($"seed = {training.Seed}");
        line($"training_pairs = {training.TrainingPairs}");
        line($"validation_pairs = {training.ValidationPairs}");
        line($"epochs_run = {training.EpochsRun}");
        line($"best_epoch = {training.BestEpoch}");
        var (untrainedStart, kept) = (training.FirstValidationLoss, training.BestValidationLoss);
        line(training.StoppedByRank ? $"validation_mrr_untrained = {1 - untrainedStart:F4}" : (FormattableString)$"validation_loss_untrained = {untrainedStart:F4}");
        line(training.StoppedByRank ? $"validation_mrr = {1 - kept:F4}" : (FormattableString)$"validation_loss = {kept:F4}");
        if (training.HardNegatives > 0 || training.Negatives is not null)
            line($"hard_negatives = {training.HardNegatives}");
        if (training.Negatives is { } negatives)
            line($"hard_negatives_validation_loss = {{ with = {negatives.Loss:F4}, without = {negatives.LossWithout:F4} }}");
        if (training.Partners is { } partners)
            line($"partners = {{ share = {partners.Share:R}, validation_mrr = {partners.Mrr:F4}, validation_mrr_without = {partners.MrrWithout:F4} }}");
        if (training.Gate is not { } gate)
            return;

        line($"held_out_questions = {gate.Questions}");
        line($"recall_at_10 = {{ raw = {gate.Raw.RecallAt10:F4}, projected = {gate.Projected.RecallAt10:F4}, fused = {gate.Fused.RecallAt10:F4} }}");
        line($"mrr = {{ raw = {gate.Raw.Mrr:F4}, projected = {gate.Projected.Mrr:F4}, fused = {gate.Fused.Mrr:F4} }}");
        line($"mrr_gain = {gate.MrrGain.Mean:F4}");
        line($"mrr_gain_95 = [{gate.MrrGain.Low:F4}, {gate.MrrGain.High:F4}]");
        line($"fused_mrr_gain = {gate.FusedMrrGain.Mean:F4}");
        line($"fused_mrr_gain_95 = [{gate.FusedMrrGain.Low:F4}, {gate.FusedMrrGain.High:F4}]");
        if (gate.Untrained is not { } untrained)
            return;

        line($"untrained = {Quote(untrained.Name)}");
        line($"untrained_mrr = {{ alone = {untrained.Score.Mrr:F4}, with_projected = {untrained.WithProjected.Mrr:F4} }}");
        line($"untrained_recall_at_10 = {{ alone = {untrained.Score.RecallAt10:F4}, with_projected = {untrained.WithProjected.RecallAt10:F4} }}");
    }

    /// <summary>A basic string of TOML.</summary>
    private static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
