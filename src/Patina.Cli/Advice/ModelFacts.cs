namespace Patina.Cli.Advice;

/// <summary>What is known of a model before it was tried; docs/model-guide.md has the same table.</summary>
/// <param name="Name">In the registry.</param>
/// <param name="Rank">The higher, the better it is expected to find.</param>
/// <param name="Int8Megabytes">What INT8 weights take.</param>
/// <param name="HalfMegabytes">What 16-bit weights take, as MLX loads them.</param>
/// <param name="TextsPerCoreSecond">On ONNX Runtime in INT8, for chunks of code.</param>
/// <param name="TextsPerSecondApple">On MLX on an M2 Max; null where MLX does not run it.</param>
internal sealed record ModelFacts(
    string Name, int Rank, int Int8Megabytes, int HalfMegabytes, double TextsPerCoreSecond, double? TextsPerSecondApple, bool KnowsCode, bool IsMultilingual)
{
    /// <summary>
    /// Speeds on ONNX Runtime: measured for models of MiniLM's and BERT-base's shape, by the number of weights for the others. Those on
    /// MLX are expectations. Of the model that comes along: 4,713 chunks of pallets/click in 0.385 s on two cores (oxidize, 2026-11-28).
    /// </summary>
    public static IReadOnlyList<ModelFacts> All { get; } =
    [
        new("patina-static-v1", 0, 9, 9, 6000, null, KnowsCode: true, IsMultilingual: false),
        new("all-minilm-l6-v2", 1, 23, 45, 28.4, null, KnowsCode: false, IsMultilingual: false),
        new("bge-small-en-v1.5", 2, 34, 67, 14, null, KnowsCode: false, IsMultilingual: false),
        new("nomic-embed-text-v1.5", 3, 137, 274, 4.6, null, KnowsCode: false, IsMultilingual: false),
        new("bge-base-en-v1.5", 3, 105, 218, 4.6, null, KnowsCode: false, IsMultilingual: false),
        new("e5-base-v2", 4, 105, 218, 4.6, null, KnowsCode: false, IsMultilingual: false),
        new("qwen3-embedding-0.6b", 5, 500, 1200, 0.9, 200, KnowsCode: true, IsMultilingual: true),
        new("qwen3-embedding-4b", 6, 2000, 8000, 0.1, 100, KnowsCode: true, IsMultilingual: true),
        new("qwen3-embedding-8b", 7, 4000, 16000, 0.05, 50, KnowsCode: true, IsMultilingual: true),
    ];
}
