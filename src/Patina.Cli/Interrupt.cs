using System.Runtime.InteropServices;
using Patina.Cli.Terminals;

namespace Patina.Cli;

/// <summary>
/// The first Ctrl-C (or SIGTERM) asks the command to stop at the next safe point, the second ends the process at once.
/// Nothing is broken by either: what was not complete is not in the database.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Terminal _terminal;

    public Interrupt(Terminal terminal)
    {
        _terminal = terminal;
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        if (signal.Cancel)
            _source.Cancel();
        else
            ShowCursor();
    }

    /// <summary>Live progress hides it, and a process that ends at once does not put it back.</summary>
    private void ShowCursor()
    {
        if (_terminal.ErrorInk.Enabled)
            _terminal.Error.Write("\u001b[?25h");
    }
}
