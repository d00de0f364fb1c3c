using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Patina.Memory.Scraping.Git;

/// <summary>A running git command. Cancellation kills it. Not thread-safe.</summary>
internal sealed class GitProcess : IDisposable
{
    private const int MaxErrorCharacters = 4096;

    private readonly Process _process;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _killOnCancel;
    private readonly StringBuilder _errors = new();
    private Stream? _input;

    private GitProcess(Process process, bool withInput, CancellationToken cancellation)
    {
        _process = process;
        _cancellation = cancellation;
        _input = process.StandardInput.BaseStream;
        if (!withInput)
            CloseInput();
        process.ErrorDataReceived += (_, line) => CollectError(line.Data);
        process.BeginErrorReadLine();
        _killOnCancel = cancellation.Register(Kill);
    }

    public static GitProcess Start(ProcessStartInfo start, bool withInput, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var process = Process.Start(start)
                ?? throw new MemoryException(MemoryError.ToolFailed, $"{start.FileName} did not start.");
            return new GitProcess(process, withInput, cancellation);
        }
        catch (Win32Exception e)
        {
            throw new MemoryException(MemoryError.ToolFailed,
                $"{start.FileName} could not be started in {start.WorkingDirectory}: {e.Message}. Check that git runs there.", e);
        }
    }

    /// <summary>What git prints; owned by this object.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What git complained about so far, at most a few kilobytes.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString().TrimEnd();
        }
    }

    /// <summary>Writes lines of ASCII. A git that has ended takes none; its exit status will say why.</summary>
    public void WriteLines(ReadOnlySpan<string> lines)
    {
        var buffer = new byte[lines.Length == 0 ? 0 : lines.Length * (lines[0].Length + 1)];
        var length = 0;
        foreach (var line in lines)
        {
            length += Encoding.ASCII.GetBytes(line, buffer.AsSpan(length));
            buffer[length++] = (byte)'\n';
        }
        try
        {
            _input?.Write(buffer, 0, length);
            _input?.Flush();
        }
        catch (IOException)
        {
            _input = null;
        }
    }

    public void CloseInput()
    {
        try
        {
            _input?.Dispose();
        }
        catch (IOException)
        {
            // The same as in WriteLines: the other end is gone.
        }
        _input = null;
    }

    /// <summary>Waits a while for the end of a command that prints nothing.</summary>
    /// <returns>Whether it ended.</returns>
    public bool WaitForEnd(TimeSpan atMost) => _process.WaitForExit(atMost);

    /// <summary>Waits for the end, after all output has been read.</summary>
    /// <returns>The exit status.</returns>
    public int Finish()
    {
        CloseInput();
        _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        return _process.ExitCode;
    }

    /// <summary>As <see cref="Finish"/>, for a command that must succeed.</summary>
    /// <param name="purpose">What git was to do, as it stands in the message.</param>
    public void FinishOrThrow(string purpose)
    {
        var status = Finish();
        if (status != 0)
        {
            throw new MemoryException(MemoryError.ToolFailed,
                $"git could not {purpose} (exit status {status}): {Errors}. Run `git fsck` in the repository.");
        }
    }

    public void Dispose()
    {
        _killOnCancel.Dispose();
        CloseInput();
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill.
        }
    }

    private void CollectError(string? line)
    {
        if (line is null)
            return;
        lock (_errors)
        {
            if (_errors.Length < MaxErrorCharacters)
                _errors.Append(line.AsSpan(0, Math.Min(line.Length, MaxErrorCharacters))).Append('\n');
        }
    }
}
