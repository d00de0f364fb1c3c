namespace Patina.Tests;

/// <summary>A clock that stands still until it is told to move.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public void Advance(TimeSpan time) => _now += time;
}
