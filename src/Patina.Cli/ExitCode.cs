namespace Patina.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command could not do its work; for <c>doctor</c>: something is out of date or not made yet.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>For <c>doctor</c>: something is damaged or missing.</summary>
    public const int Damaged = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM: 128 and the number of SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;
}
