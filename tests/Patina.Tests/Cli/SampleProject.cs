using System.Diagnostics;

namespace Patina.Tests.Cli;

/// <summary>A small repository in a temporary folder: some code, a document, a session note, two commits.</summary>
internal sealed class SampleProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleProject()
    {
        _folder.Write("src/kettle.py", "def boil_water(litres):\n    \"\"\"Heats water until it boils.\"\"\"\n    return litres * 100\n");
        _folder.Write("docs/guide.md", "# Guide\n\n## Brewing\n\nPour boiling water over the leaves and wait.\n");
        _folder.Write(
            "layer/sessions/20260101-100000.md",
            "# Session: brewing\n\n**ID**: 20260101-100000\n**Started**: 2026-01-01T10:00:00Z\n\n**Key Decisions:**\n- Use porcelain pots because glass ones crack\n");
        _folder.Write(".gitignore", ".patina/data/\n");
        Git("init", "-q", "-b", "main");
        Commit("feat: boil water");
        _folder.Write("src/teapot.py", "from kettle import boil_water\n\ndef brew_tea(cups):\n    return boil_water(cups / 4)\n");
        _folder.Write("docs/guide.md", "# Guide\n\n## Brewing\n\nPour boiling water over the leaves and wait three minutes.\n");
        Commit("feat: brew tea in a pot");
    }

    public string Path => _folder.Path;

    public string Write(string name, string text) => _folder.Write(name, text);

    public PatinaResult Patina(params string[] arguments) => PatinaProcess.Run(Path, arguments);

    public void Commit(string message)
    {
        Git("add", "-A");
        Git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message);
    }

    public void Dispose() => _folder.Dispose();

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Path };
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
