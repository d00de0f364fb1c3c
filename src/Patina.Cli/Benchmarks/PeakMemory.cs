using System.Diagnostics;
using System.Globalization;

namespace Patina.Cli.Benchmarks;

/// <summary>The most main memory that this process has had so far.</summary>
internal static class PeakMemory
{
    private const string LinuxStatus = "/proc/self/status";
    private const string HighWater = "VmHWM:";

    /// <summary>Resident bytes, mapped files included; null where the system does not say.</summary>
    public static long? Bytes()
    {
        if (OperatingSystem.IsLinux())
        {
            // "VmHWM:	  123456 kB"
            var line = File.ReadLines(LinuxStatus).FirstOrDefault(line => line.StartsWith(HighWater, StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(HighWater.Length).Trim(" \tkB"), NumberStyles.None, CultureInfo.InvariantCulture) << 10;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 is > 0 and var bytes ? bytes : null;
    }
}
