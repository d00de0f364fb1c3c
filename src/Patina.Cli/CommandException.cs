namespace Patina.Cli;

/// <summary>Why a command could not do what it was asked.</summary>
internal enum CommandError
{
    /// <summary>A file or folder named on the command line is not there or cannot be read.</summary>
    BadInput,

    /// <summary>The project has not been prepared for this command.</summary>
    NotReady,
}

/// <summary>An expected failure of a command; the message says what, where, and what to do.</summary>
internal sealed class CommandException(CommandError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public CommandError Reason { get; } = reason;
}
