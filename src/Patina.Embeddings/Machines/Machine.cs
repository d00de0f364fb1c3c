using System.Runtime.InteropServices;

namespace Patina.Embeddings.Machines;

/// <summary>The computer at hand, as far as it decides which model fits.</summary>
/// <param name="Processor">As the system names it; null where it does not say.</param>
/// <param name="Cores">Logical.</param>
/// <param name="MemoryMegabytes">What a program may use.</param>
public sealed record Machine(string? Processor, int Cores, int MemoryMegabytes, Accelerator Accelerator)
{
    private const int MaxInfoLines = 200;

    /// <summary>Reads the system's own files; starts no program.</summary>
    public static Machine Detect() => new(
        ProcessorName(), Environment.ProcessorCount, (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20), DetectAccelerator());

    private static Accelerator DetectAccelerator()
    {
        if (OperatingSystem.IsMacOS() && RuntimeInformation.OSArchitecture == Architecture.Arm64)
            return Accelerator.Apple;
        if (OperatingSystem.IsLinux() && File.Exists("/proc/driver/nvidia/version"))
            return Accelerator.Cuda;
        return OperatingSystem.IsWindows() && File.Exists(Path.Combine(Environment.SystemDirectory, "nvcuda.dll"))
            ? Accelerator.Cuda
            : Accelerator.None;
    }

    private static string? ProcessorName()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        if (!OperatingSystem.IsLinux())
            return OperatingSystem.IsMacOS() && RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "Apple silicon" : null;
        try
        {
            var line = File.ReadLines("/proc/cpuinfo").Take(MaxInfoLines).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
            return line is null ? null : line[(line.IndexOf(':') + 1)..].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
