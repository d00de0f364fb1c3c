using Patina.Tests.Memory.Git;

namespace Patina.Tests.Cli;

/// <summary>A small repository: some code, a document, a session note, two commits.</summary>
internal sealed class SampleProject : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    public SampleProject()
    {
        Write("src/kettle.py", "def boil_water(litres):\n    \"\"\"Heats water until it boils.\"\"\"\n    return litres * 100\n");
        Write("docs/guide.md", "# Guide\n\n## Brewing\n\nPour boiling water over the leaves and wait.\n");
        Write(
            "layer/sessions/20260101-100000.md",
            "# Session: brewing\n\n**ID**: 20260101-100000\n**Started**: 2026-01-01T10:00:00Z\n\n**Key Decisions:**\n- Use porcelain pots because glass ones crack\n");
        Write(".gitignore", ".patina/data/\n");
        Commit("feat: boil water");
        Write("src/teapot.py", "from kettle import boil_water\n\ndef brew_tea(cups):\n    return boil_water(cups / 4)\n");
        Write("docs/guide.md", "# Guide\n\n## Brewing\n\nPour boiling water over the leaves and wait three minutes.\n");
        Commit("feat: brew tea in a pot");
    }

    public string Path => _repository.Root;

    public void Write(string name, string text) => _repository.Write(name, text);

    public void Commit(string message) => _repository.Commit(message);

    public PatinaResult Patina(params string[] arguments) => PatinaProcess.Run(Path, arguments);

    public void Dispose() => _repository.Dispose();
}
