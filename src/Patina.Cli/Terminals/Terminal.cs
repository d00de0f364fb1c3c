using System.Text;

namespace Patina.Cli.Terminals;

/// <summary>
/// Where a command writes: data to <see cref="Out"/>, messages and progress to <see cref="Error"/>. Knows what each of
/// them is connected to; what is not a terminal gets plain UTF-8 text without control sequences.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private readonly Stream _stream;

    private Terminal(Stream stream, bool controlSequences)
    {
        _stream = stream;
        Out = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true);
        Error = Console.Error;
        Ink = new Ink(controlSequences && !Console.IsOutputRedirected);
        ErrorInk = new Ink(controlSequences && !Console.IsErrorRedirected);
    }

    /// <summary>Standard output, buffered; flushed by <see cref="Dispose"/>.</summary>
    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Styles for <see cref="Out"/>.</summary>
    public Ink Ink { get; }

    /// <summary>Styles for <see cref="Error"/>; enabled also means that a line may be drawn over.</summary>
    public Ink ErrorInk { get; }

    /// <summary>Columns of the terminal behind <see cref="Out"/>; null when it is a file or pipe, where lines are not cut.</summary>
    public int? Width => Console.IsOutputRedirected ? null : Columns();

    public static Terminal Open()
    {
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = new UTF8Encoding(false);
        return new Terminal(Console.OpenStandardOutput(), AllowsControlSequences());
    }

    /// <summary>Tells the user something on standard error, after everything written to <see cref="Out"/> so far.</summary>
    public void Say(string message)
    {
        Flush();
        Error.WriteLine(Line.Wrap(message, Console.IsErrorRedirected ? null : Columns()));
    }

    /// <summary>Standard output as bytes, behind everything written to <see cref="Out"/> so far.</summary>
    public Stream OpenBytes()
    {
        Flush();
        return _stream;
    }

    public void Dispose() => Flush();

    private void Flush()
    {
        try
        {
            Out.Flush();
        }
        catch (IOException)
        {
            // The reader has gone (`| head`): what it did not want to read is no failure.
        }
    }

    /// <summary>Null where the terminal does not say.</summary>
    private static int? Columns() => Console.WindowWidth > 0 ? Math.Max(Console.WindowWidth, 20) : null;

    /// <summary>https://no-color.org; a Windows console without a modern terminal may print the sequences as they are.</summary>
    private static bool AllowsControlSequences() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows()
            || Environment.GetEnvironmentVariable("WT_SESSION") is not null
            || Environment.GetEnvironmentVariable("TERM") is not null);
}
