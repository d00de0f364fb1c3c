using System.Globalization;
using System.Runtime.InteropServices;
using Patina.Embeddings.Machines;

namespace Patina.Eval.Results;

/// <summary>What this machine is, as results record it.</summary>
public static class Hardware
{
    /// <param name="accelerator">What else computes; null for nothing.</param>
    public static HardwareRecord OfThisMachine(string? accelerator = null)
    {
        var machine = Machine.Detect();
        return new HardwareRecord(
            machine.Processor ?? $"{RuntimeInformation.ProcessArchitecture} processor", machine.Cores, (long)machine.MemoryMegabytes << 20,
            string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.OSDescription.Trim()} {RuntimeInformation.OSArchitecture}"),
            accelerator);
    }
}
