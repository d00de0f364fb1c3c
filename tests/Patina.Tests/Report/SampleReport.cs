using Patina.Memory.Chunks;
using Patina.Oxidize.Evaluation;
using Patina.Report.Data;
using Patina.Report.Map;

namespace Patina.Tests.Report;

/// <summary>A report with every section, in which a hostile project has named everything.</summary>
internal static class SampleReport
{
    public const string Hostile = "\"><img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script></script><!--";

    /// <param name="points">Of the map; the first is hostile, every tenth has the word needle.</param>
    public static ProjectReport Of(int points) => new()
    {
        Project = "tea " + Hostile,
        Model = "model " + Hostile,
        Dimension = 256,
        Growth = [new("2025-11", "code", 40), new("2026-01", "code", 60), new("2025-12", "git", 30), new("2026-02", Hostile, 5)],
        Projections =
        [
            new("semantic", true, Gate(0.05), 1200, 2, [1.5, 1.1, 0.9], [1.6, 1.3, 1.2, 1.25]),
            new(Hostile, false, null, 0, 0, [], []),
            new("temporal", false, Gate(-0.01), 300, 1, [1.2], [1.3, 1.4]),
        ],
        Caches = [new(Hostile, 3_000_000, 1_000_000, 120, 90, 100)],
        Quality =
        [
            new("e5-base-v2", "later commits", "vectors", "mrr", 0.41, 0.36, 0.46, 412),
            new("patina-static-v0", "later commits", "vectors", "mrr", 0.33, 0.29, 0.38, 412),
            new("patina-static-v0", Hostile, "bm25", "mrr", 0.3, 0.2, 0.4, 50),
        ],
        Speed = [new("e5-base-v2", "onnx", "int8", 95, 9.2, 0.03), new("patina-static-v0", "static", "int8", 0.1, 9000, null)],
        Map = new EmbeddingMap
        {
            Points = [.. Enumerable.Range(0, points).Select(PointOf)],
            Positions = [.. Enumerable.Range(0, points * 2).Select(PlaceOf)],
            Chunks = points + 7,
            Kept = 0.41,
            KeptByPlane = 0.09,
        },
    };

    private static MapPoint PointOf(int i) => i == 0
        ? new MapPoint(ChunkKind.Doc, "docs/" + Hostile, 3, Hostile, Hostile)
        : new MapPoint((ChunkKind)(i % 4), $"folder{i % 15}/file{i / 20}.cs", (i % 500) + 1, $"chunk {i}", i % 10 == 0 ? $"a needle in {i}" : $"text of {i}");

    /// <summary>A few round groups, and the first point apart from them.</summary>
    private static float PlaceOf(int i)
    {
        var point = i / 2;
        if (point == 0)
            return 0.02f;
        var (group, angle, radius) = (point % 12, point * 2.399963f, 0.1f * MathF.Sqrt(point % 997 / 997f));
        var centre = i % 2 == 0 ? 0.2f + (0.2f * (group % 4)) : 0.25f + (0.25f * (group / 4));
        return centre + (radius * (i % 2 == 0 ? MathF.Cos(angle) : MathF.Sin(angle)));
    }

    private static GateResult Gate(double gain) => new()
    {
        Questions = 412,
        Candidates = 4000,
        Raw = new RetrievalScore(0.5, 0.30),
        Projected = new RetrievalScore(0.55, 0.30 + gain),
        Fused = new RetrievalScore(0.56, 0.31 + gain),
        MrrGain = new Interval(gain - 0.03, gain, gain + 0.03),
        FusedMrrGain = new Interval(gain - 0.02, gain + 0.01, gain + 0.04),
    };
}
