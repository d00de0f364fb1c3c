using System.Globalization;
using Patina.Memory;
using Patina.Memory.Scraping;

namespace Patina.Cli.Terminals;

/// <summary>
/// Progress for logs: a line when a stage that took longer than two seconds ends, and a sign of life every ten seconds.
/// That the command waits for another is said at once. Thread-safe.
/// </summary>
internal sealed class PlainStages(TextWriter output, TimeProvider clock) : IProgress<StageProgress>, IDisposable
{
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private StageProgress _current;
    private long _started;
    private long _spoke;

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            if (value.Stage != _current.Stage)
            {
                EndStage();
                _started = _spoke = clock.GetTimestamp();
                if (value.Stage == ScrapeStages.Waiting)
                    output.WriteLine(value.Stage);
            }
            else if (clock.GetElapsedTime(_spoke) >= SignOfLife)
            {
                _spoke = clock.GetTimestamp();
                var detail = value.Detail is null ? "" : $", {value.Detail}";
                output.WriteLine(value.Total > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{value.Stage} {value.Done:N0} of {value.Total:N0}{detail}")
                    : string.Create(CultureInfo.InvariantCulture, $"{value.Stage} {value.Done:N0}{detail}"));
            }

            _current = value;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            EndStage();
    }

    private void EndStage()
    {
        if (_current.Stage is not null && clock.GetElapsedTime(_started) is var took && took >= WorthSaying)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_current.Stage} took {took.TotalSeconds:F1} s"));
    }
}
