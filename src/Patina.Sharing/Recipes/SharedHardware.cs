namespace Patina.Sharing.Recipes;

/// <summary>Where a shared recipe was measured.</summary>
/// <param name="Accelerator">Null for a machine that has none, or did not use it.</param>
public sealed record SharedHardware(string? Processor, int Cores, int MemoryMegabytes, string? Accelerator);
