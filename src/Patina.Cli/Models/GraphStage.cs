using System.Globalization;
using Patina.Embeddings;
using Patina.Memory;

namespace Patina.Cli.Models;

/// <summary>Shows how far the writing of a graph is; each megabyte once.</summary>
/// <param name="stage">In progress and its units.</param>
internal sealed class GraphStage(IProgress<StageProgress>? stages, string stage = "writing MB") : IProgress<ExportProgress>
{
    private const long Megabyte = 1_000_000;

    private long _said = -1;

    public void Report(ExportProgress value)
    {
        var megabytes = value.Written / Megabyte;
        if (Interlocked.Exchange(ref _said, megabytes) == megabytes)
            return;
        stages?.Report(new StageProgress(stage, megabytes, (value.Total + Megabyte - 1) / Megabyte)
        {
            Detail = value.Layer is { } layer ? string.Create(CultureInfo.InvariantCulture, $"layer {layer}") : null,
        });
    }
}
