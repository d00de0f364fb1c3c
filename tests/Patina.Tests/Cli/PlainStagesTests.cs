using Patina.Cli.Terminals;
using Patina.Memory;
using Patina.Memory.Scraping;

namespace Patina.Tests.Cli;

public sealed class PlainStagesTests
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void ShortStages_SayNothing()
    {
        using (var stages = new PlainStages(_output, _clock))
        {
            stages.Report(new StageProgress("parsing", 0, 10));
            _clock.Advance(TimeSpan.FromSeconds(1.9));
            stages.Report(new StageProgress("storing", 0, 10));
        }

        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void LongStage_IsNamedWithItsTimeWhenItEnds()
    {
        using (var stages = new PlainStages(_output, _clock))
        {
            stages.Report(new StageProgress("parsing", 0, 10));
            _clock.Advance(TimeSpan.FromSeconds(2.5));
            stages.Report(new StageProgress("storing", 0, 10));
            Assert.Equal("parsing took 2.5 s\n", _output.ToString());
            _clock.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.Equal("parsing took 2.5 s\nstoring took 4.0 s\n", _output.ToString());
    }

    [Fact]
    public void Waiting_IsSaidAtOnce()
    {
        using var stages = new PlainStages(_output, _clock);
        stages.Report(new StageProgress(ScrapeStages.Waiting, 0, 0));
        stages.Report(new StageProgress(ScrapeStages.Waiting, 0, 0));

        Assert.Equal("waiting for another patina process\n", _output.ToString());
    }

    [Fact]
    public void LongStage_GivesASignOfLifeEveryTenSeconds()
    {
        using var stages = new PlainStages(_output, _clock);
        stages.Report(new StageProgress("embedding", 0, 20_000));
        for (var second = 1; second <= 25; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            stages.Report(new StageProgress("embedding", second * 100, second < 15 ? 20_000 : 0));
        }

        Assert.Equal("embedding 1,000 of 20,000\nembedding 2,000\n", _output.ToString());
    }
}
