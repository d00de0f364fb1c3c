namespace Patina.Eval.Results;

/// <summary>The machine that measured.</summary>
/// <param name="Processor">As the system calls it.</param>
/// <param name="Cores">Logical processors that the program may use.</param>
/// <param name="MemoryBytes">Main memory that the program may use.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Accelerator">What else computed: <c>cuda</c>, <c>coreml</c>…; null for nothing.</param>
public sealed record HardwareRecord(string Processor, int Cores, long MemoryBytes, string System, string? Accelerator = null)
{
    /// <summary>Whether times of the two can be compared: the same processor, and as many cores of it.</summary>
    public bool IsSameMachine(HardwareRecord other) => (Processor, Cores) == (other.Processor, other.Cores);
}
