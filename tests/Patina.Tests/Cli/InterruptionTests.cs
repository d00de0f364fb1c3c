using System.Diagnostics;
using System.Globalization;
using Patina.Memory;

namespace Patina.Tests.Cli;

public sealed class InterruptionTests : IDisposable
{
    private const int ManyFiles = 1500;

    private static readonly Dictionary<string, string?> NoChanges = [];

    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [SkippableFact]
    public void Interrupt_WhileWaitingForAnotherProcess_EndsWithOneLine()
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no way to send Ctrl-C to one process alone");
        Skip.If(InterruptsAreIgnored(), "a shell started the tests in the background, where Ctrl-C is ignored by all that it starts");
        var layout = new ProjectLayout(_project.Path);
        Directory.CreateDirectory(layout.DataFolder);
        using (new FileStream(layout.WriteLockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            using var process = PatinaProcess.Start(_project.Path, NoChanges, "scrape");
            Assert.Equal("waiting for another patina process", process.StandardError.ReadLine());
            Interrupt(process);
            var result = PatinaProcess.Finish(process);
            Assert.Equal((130, ""), (result.ExitCode, result.Out));
            Assert.EndsWith($"patina: interrupted. What was complete is kept; run the command again to go on.{Environment.NewLine}", result.Error);
            Assert.DoesNotContain("   at ", result.Error);
        }

        Assert.Contains("2 commits", _project.Patina("scrape").Out);
    }

    [SkippableFact]
    public void Interrupt_DuringAScrape_LeavesAUsableProject()
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no way to send Ctrl-C to one process alone");
        WriteManyFiles();
        using (var process = PatinaProcess.Start(_project.Path, NoChanges, "scrape", "docs", "--quiet"))
        {
            WaitUntil(() => process.HasExited || File.Exists(new ProjectLayout(_project.Path).DatabasePath));
            if (!process.HasExited)
                Interrupt(process);
            Assert.True(PatinaProcess.Finish(process).ExitCode is 0 or 130);
        }

        Assert.Matches($@"(?m)^docs +\d", _project.Patina("scrape").Out);
        Assert.DoesNotContain("problem  memory", _project.Patina("doctor").Out);
    }

    [Fact]
    public void ClosedOutput_EndsQuietly()
    {
        WriteManyFiles();
        using var process = PatinaProcess.Start(_project.Path, NoChanges, "scrape", "--dry-run", "--quiet");
        Assert.Equal("code      .gitignore", process.StandardOutput.ReadLine());
        process.StandardOutput.Close();

        Assert.Equal("", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void WriteManyFiles()
    {
        for (var i = 0; i < ManyFiles; i++)
            _project.Write($"docs/a-folder-with-a-long-name-so-that-the-listing-fills-a-pipe/{i}.md", $"# Page {i}\n\nText of page {i}.\n");
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Whether SIGINT (signal 2) was ignored when this process began; its children inherit that.</summary>
    private static bool InterruptsAreIgnored() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var mask
        && (ulong.Parse(mask.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0b10) != 0;

    private static void WaitUntil(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (condition())
                return;
            Thread.Sleep(50);
        }

        Assert.Fail("The process did not get that far within half a minute.");
    }
}
