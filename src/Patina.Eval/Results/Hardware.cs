using System.Globalization;
using System.Runtime.InteropServices;

namespace Patina.Eval.Results;

/// <summary>Reads what this machine is.</summary>
public static class Hardware
{
    private const string CpuInfo = "/proc/cpuinfo";
    private const string ModelName = "model name";

    /// <param name="accelerator">What else computes; null for nothing.</param>
    public static HardwareRecord OfThisMachine(string? accelerator = null) => new(
        Processor(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.OSDescription.Trim()} {RuntimeInformation.OSArchitecture}"),
        accelerator);

    private static string Processor()
    {
        if (File.Exists(CpuInfo)
            && File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith(ModelName, StringComparison.Ordinal)) is { } line)
        {
            return line[(line.IndexOf(':') + 1)..].Trim();
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.ProcessArchitecture} processor";
    }
}
