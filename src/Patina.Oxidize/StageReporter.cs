using Patina.Memory;

namespace Patina.Oxidize;

/// <summary>Passes a count on as progress of a stage, on the thread that reports it.</summary>
internal sealed class StageReporter(IProgress<StageProgress>? progress, string stage, long total) : IProgress<int>
{
    public void Report(int value) => progress?.Report(new StageProgress(stage, value, total));
}
