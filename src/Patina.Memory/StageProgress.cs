namespace Patina.Memory;

/// <summary>How far a long operation is.</summary>
/// <param name="Stage">What is being done, as shown to the user: <c>parsing</c>, <c>embedding</c>.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all; 0 while unknown.</param>
public readonly record struct StageProgress(string Stage, long Done, long Total)
{
    /// <summary>What it is at within the stage, as shown to the user: <c>layer 3</c>. Null for nothing to say.</summary>
    public string? Detail { get; init; }
}
