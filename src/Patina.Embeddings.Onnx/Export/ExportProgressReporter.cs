using System.Text.RegularExpressions;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>Turns what is written of a graph's tensors into what is told of an export.</summary>
internal sealed partial class ExportProgressReporter(IProgress<ExportProgress> progress, long total)
{
    public void Written(string tensor, long bytes) => progress.Report(new ExportProgress(bytes, total, LayerOf(tensor)));

    /// <summary>All checkpoints number their layers so: <c>encoder.layer.3.…</c>, <c>model.layers.3.…</c></summary>
    private static int? LayerOf(string tensor) => LayerNumber().Match(tensor) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan) + 1 : null;

    [GeneratedRegex(@"(?:\A|\.)layers?\.([0-9]{1,6})\.")]
    private static partial Regex LayerNumber();
}
