using System.Globalization;
using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Projections;

/// <summary>How far a project has moved on from what a projection was trained on.</summary>
/// <param name="now">The chunks with which its relations come and go.</param>
/// <param name="kinds">Their kinds.</param>
internal sealed class Drift(ChunkList now, IReadOnlyList<ChunkKind> kinds)
{
    /// <summary>The share of new or vanished chunks past which a projection is trained again: about that share of its pairs is new.</summary>
    private const double RetrainShare = 0.1;

    public ChunkList Now => now;

    /// <summary>Null when what was trained is good enough.</summary>
    /// <param name="trainedOn">The chunks of these kinds at that time.</param>
    public string? ReasonToTrain(ChunkList trainedOn)
    {
        var changes = trainedOn.To(now);
        var changed = Math.Max(changes.Added.Count, changes.Removed.Count) + changes.Rewritten;
        return changed <= RetrainShare * now.Count
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{changed:N0} of {now.Count:N0} {What} have changed since it was trained");
    }

    private string What => kinds is [ChunkKind.Commit] ? "commits" : kinds is [ChunkKind.Code] ? "pieces of code" : "chunks";
}
