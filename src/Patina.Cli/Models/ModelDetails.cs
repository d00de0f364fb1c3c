using Patina.Embeddings;
using Patina.Embeddings.Registry;
using Patina.Embeddings.Settings;

namespace Patina.Cli.Models;

/// <summary>All that is known of a model.</summary>
/// <param name="Name">What a recipe calls it.</param>
/// <param name="Entry">The registry's; null for a model without a name there.</param>
/// <param name="Source">Where it is fetched from; null if it is not one of a hub.</param>
/// <param name="Model">As it is on this machine; null if it cannot be used.</param>
/// <param name="Obstacle">Why it cannot be used yet; null if it can.</param>
/// <param name="Settings">How its vectors are made: name, value, who says so.</param>
internal sealed record ModelDetails(
    string Name, ModelEntry? Entry, ModelSource? Source, ResolvedModel? Model, string? Obstacle, IReadOnlyList<(string Name, string Value, string Origin)> Settings)
{
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.UnknownModel"/>: there is no such model.</exception>
    public static ModelDetails Of(ModelSetup setup, ModelRequest request, CancellationToken cancellation)
    {
        var entry = EmbeddingModels.IsFolder(request.Name) ? null : setup.Registry.Value.Find(request.Name.Split('@')[0]);
        var (source, refusal) = Attempt(() => setup.Models.SourceOf(request));
        var (model, obstacle) = Attempt(() => setup.Models.Resolve(request, cancellation));
        return new ModelDetails(entry?.Name ?? request.Name, entry, source, model, refusal ?? obstacle, SettingsOf(model));
    }

    private static (T? Value, string? Obstacle) Attempt<T>(Func<T> look)
    {
        try
        {
            return (look(), null);
        }
        catch (EmbeddingException error) when (error.Reason is EmbeddingError.NotFetched or EmbeddingError.Unsupported)
        {
            return (default, error.Message);
        }
    }

    private static IReadOnlyList<(string, string, string)> SettingsOf(ResolvedModel? model) =>
        model is null || model.Runtime.Name == "static" ? []
            : [.. ModelSettings.Read(model.Files, model.Options).Describe(), .. model.Runtime.Describe(model.Options)];
}
