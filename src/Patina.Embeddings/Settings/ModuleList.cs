namespace Patina.Embeddings.Settings;

/// <summary>What modules.json lists.</summary>
/// <param name="PoolingFolder">The folder of the pooling module; null where there is none.</param>
/// <param name="AfterPooling">Layers behind it.</param>
internal sealed record ModuleList(string? PoolingFolder, Setting<IReadOnlyList<VectorModule>> AfterPooling);
