using Patina.Memory;

namespace Patina.Cli.Terminals;

/// <summary>Shows how far a long operation is, on standard error: live on a terminal, a few plain lines elsewhere.</summary>
internal static class StageDisplay
{
    public static T Run<T>(Terminal terminal, bool quiet, Func<IProgress<StageProgress>, T> work)
    {
        if (quiet)
            return work(new SilentStages());
        if (terminal.ErrorInk.Enabled)
            return LiveStages.Run(terminal, work);
        using var lines = new PlainStages(terminal.Error, TimeProvider.System);
        return work(lines);
    }

    private sealed class SilentStages : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
        }
    }
}
