using Patina.Embeddings;
using Patina.Embeddings.Machines;
using Patina.Memory;
using Patina.Memory.Diagnostics;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>Makes a recipe to pass on from what a project uses and has measured.</summary>
public static class RecipeExport
{
    private const int MaxLanguages = 16;

    /// <param name="labels">What only its author can say.</param>
    /// <param name="measured">Figures beside those of the projections.</param>
    /// <exception cref="SharingException"><see cref="SharingError.NotShareable"/>: the model exists on this machine only, or no vectors say which state of it was used.</exception>
    public static SharedRecipe Of(
        ProjectLayout layout, RecipeLabels labels, IReadOnlyList<MeasuredFigure> measured, Machine machine, CancellationToken cancellation)
    {
        var recipe = RecipeFile.Load(layout);
        var set = AnsweringSet.Read(layout)?.Manifest;
        var made = set?.Model?.IsThatOf(recipe) == true ? set : null;
        return new SharedRecipe
        {
            Name = labels.Name ?? NameOf(recipe.EmbeddingModel),
            Description = labels.Description,
            Author = labels.Author,
            License = labels.License,
            Model = ModelOf(recipe, made?.Model?.Pin ?? LockedModel.Read(layout)),
            // That two runtimes agree holds for the machine where they were compared.
            Limits = new SharedLimits { Runtime = recipe.QueryRuntime is null ? recipe.Runtime : RuntimeChoice.Auto },
            FastDimensions = recipe.FastDimensions,
            Projections = [.. recipe.Projections.Select(WithoutInput)],
            Evaluation = [.. made is null ? [] : GatesOf(made), .. measured],
            Hardware = new SharedHardware(machine.Processor, machine.Cores, machine.MemoryMegabytes, AcceleratorOf(machine)),
            Project = ProjectOf(layout, recipe, cancellation),
        };
    }

    private static SharedModel ModelOf(Recipe recipe, ModelPin? pin)
    {
        var text = recipe.EmbeddingModel;
        var model = new SharedModel
        {
            Id = text,
            Precision = recipe.Precision,
            Pooling = recipe.Pooling,
            ExtractionLayer = recipe.ExtractionLayer,
            Dimensions = recipe.Dimensions,
            MaxLength = recipe.MaxLength,
            QueryPrefix = recipe.QueryPrefix,
            PassagePrefix = recipe.PassagePrefix,
            InstructionPrefix = recipe.InstructionPrefix,
        };
        if (EmbeddingModels.Embedded.Contains(text))
            return model;
        if (EmbeddingModels.IsFolder(text))
        {
            throw new SharingException(SharingError.NotShareable,
                $"embedding_model '{text}' is a folder of this machine. Publish the model on the hub and name it as hf:owner/name, then export.");
        }

        if (pin is null)
        {
            throw new SharingException(SharingError.NotShareable,
                $"Nothing says yet which state of {text} this project uses. Run: patina oxidize");
        }

        var name = text.Split('@')[0];
        return model with
        {
            Id = SharedModel.HubPrefix + pin.Repository,
            Name = name.StartsWith(SharedModel.HubPrefix, StringComparison.Ordinal) ? null : name,
            Revision = pin.Commit,
            Files = pin.Files,
        };
    }

    /// <summary>The first number follows from the model; the rest is what somebody else can use.</summary>
    private static ProjectionRecipe WithoutInput(ProjectionRecipe projection) =>
        projection with { Layers = projection.Layers with { Input = null }, Traceable = false };

    private static IEnumerable<MeasuredFigure> GatesOf(Manifest set)
    {
        foreach (var space in set.Spaces)
        {
            if (space.Training?.Gate is not { } gate)
                continue;
            yield return new MeasuredFigure("held-out", space.Name, "mrr_gain", gate.MrrGain.Mean, gate.MrrGain.Low, gate.MrrGain.High, gate.Questions);
            yield return new MeasuredFigure("held-out", space.Name, "fused_mrr_gain", gate.FusedMrrGain.Mean, gate.FusedMrrGain.Low, gate.FusedMrrGain.High, gate.Questions);
        }
    }

    private static SharedProject ProjectOf(ProjectLayout layout, Recipe recipe, CancellationToken cancellation)
    {
        var survey = ProjectSurvey.Of(layout, recipe.Notes, cancellation);
        var files = survey.Languages.Sum(language => language.Files) + survey.OtherText + survey.Documents + survey.Notes;
        return new SharedProject(
            files, CountChunks(layout), survey.Commits ?? 0,
            [.. survey.Languages.Take(MaxLanguages).Select(language => KeyValuePair.Create(language.Name, language.Files))]);
    }

    private static int CountChunks(ProjectLayout layout)
    {
        if (!File.Exists(layout.DatabasePath))
            return 0;
        using var memory = MemoryDatabase.Open(layout);
        return (int)memory.Count().Chunks.Values.Sum();
    }

    private static string? AcceleratorOf(Machine machine) => machine.Accelerator switch
    {
        Accelerator.Apple => "Apple GPU",
        Accelerator.Cuda => "CUDA",
        _ => null,
    };

    /// <summary>The model's own name, of letters that a recipe's name may have.</summary>
    private static string NameOf(string model) =>
        new([.. model.Split('/')[^1].Split('@')[0].Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-')]);
}
