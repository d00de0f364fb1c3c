using Patina.Embeddings;
using Patina.Hub;
using Patina.Memory;

namespace Patina.Cli.Models;

/// <summary>Fetches models from the hub, showing how far it is.</summary>
internal static class ModelFetch
{
    /// <summary>In progress and its units.</summary>
    private const string Stage = "fetching MB";

    private const long Megabyte = 1_000_000;

    /// <summary>Fetches what is lacking.</summary>
    /// <returns>Null for a model that is not one of a hub.</returns>
    /// <exception cref="HubException">It cannot be fetched.</exception>
    public static Snapshot? Run(ModelSetup setup, ModelRequest request, bool offline, IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        Run(setup, setup.Models.SourceOf(request), offline, progress, cancellation);

    /// <summary>Finds a checkpoint, and fetches it if it is not here.</summary>
    public static (ModelFiles Files, EngineOptions Options) Checkpoint(
        ModelSetup setup, ModelRequest request, bool offline, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return setup.Checkpoints.Find(request, cancellation);
        }
        catch (EmbeddingException error) when (error.Reason == EmbeddingError.NotFetched)
        {
            Run(setup, setup.Checkpoints.SourceOf(request), offline, progress, cancellation);
            return setup.Checkpoints.Find(request, cancellation);
        }
    }

    /// <summary>Finds a model, and fetches it if it is not here.</summary>
    public static ResolvedModel Resolve(
        ModelSetup setup, ModelRequest request, bool offline, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return setup.Models.Resolve(request, cancellation);
        }
        catch (EmbeddingException error) when (error.Reason == EmbeddingError.NotFetched)
        {
            Run(setup, request, offline, progress, cancellation);
            return setup.Models.Resolve(request, cancellation);
        }
    }

    private static Snapshot? Run(ModelSetup setup, ModelSource? source, bool offline, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        if (source is null)
            return null;

        using var hub = setup.OpenHub(offline);
        return hub.PullAsync(source.Repository, source.Revision, source.Files, source.Sha256, new MegabyteProgress(progress), cancellation)
            .GetAwaiter().GetResult();
    }

    /// <summary>Says each megabyte once.</summary>
    private sealed class MegabyteProgress(IProgress<StageProgress>? stages) : IProgress<HubProgress>
    {
        private long _said = -1;

        public void Report(HubProgress value)
        {
            var megabytes = value.Done / Megabyte;
            if (Interlocked.Exchange(ref _said, megabytes) != megabytes)
                stages?.Report(new StageProgress(Stage, megabytes, (value.Total + Megabyte - 1) / Megabyte));
        }
    }
}
