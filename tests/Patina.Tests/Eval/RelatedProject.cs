using Patina.Memory;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Eval;

/// <summary>A repository of functions that call one another, guides with a heading each, and sessions of notes whose commits are between tags.</summary>
internal sealed class RelatedProject : IDisposable
{
    public const int Sections = 16;
    private const int Files = 20;
    private const int PerFile = 8;
    private const int Sessions = 40;
    private const int Items = 4;
    private const int Lines = 12;

    private readonly TemporaryRepository _repository = new();

    public RelatedProject()
    {
        for (var file = 0; file < Files; file++)
            _repository.Write($"src/part{file}.py", string.Concat(Enumerable.Range(file * PerFile, PerFile).Select(FunctionOf)));
        for (var i = 0; i < Sections; i++)
            _repository.Write($"docs/guide{i}.md", $"## {HeadingOf(i)}\n\nThe part{i} module counts what arrives and what leaves, number {i}.\n");
        _repository.Commit("begin with everything at once");
        for (var session = 0; session < Sessions; session++)
        {
            var id = IdOf(session);
            _repository.Run("tag", $"session-{id}-helper-start");
            _repository.Write($"layer/sessions/{id}.md", NoteOf(session));
            CommitOf.Add(id, _repository.Commit(SubjectOf(session)));
            _repository.Run("tag", $"session-{id}-helper-end");
        }

        // Later than what is asked, so that the notes themselves lie before the cut.
        for (var i = 0; i < Sessions / 2; i++)
        {
            _repository.Write($"src/part{i % Files}.py", string.Concat(Enumerable.Range(i % Files * PerFile, PerFile).Select(FunctionOf)) + $"\nround_{i} = {i}\n");
            _repository.Commit($"count round number {i} of the parts");
        }

        _repository.Write(".patina/oxidize.yaml", "version: 2\nembedding_model: patina-static-v0\nprojections: {}\n");
        Layout = new ProjectLayout(_repository.Root);
    }

    public ProjectLayout Layout { get; }

    /// <summary>The commit of each session.</summary>
    public Dictionary<string, string> CommitOf { get; } = [];

    public static string HeadingOf(int i) => $"How section {(char)('a' + i)}lpha{i} gathers records";

    public static int FunctionCount => Files * PerFile;

    /// <summary>The numbers of the functions that a function calls, in its own file.</summary>
    public static IReadOnlyList<int> CalleesOf(int i) =>
        [.. new[] { (i * 3) + 1, (i * 5) + 2 }.Select(callee => (i / PerFile * PerFile) + (callee % PerFile)).Where(callee => callee != i).Distinct()];

    public void Dispose() => _repository.Dispose();

    private static string IdOf(int session) => $"202403{(session / 20) + 10:00}-{session % 20:00}1500";

    private static string SubjectOf(int session) => $"settle the matter of drawer {session} and its label";

    /// <summary>Each item under a heading of its own, so that it is a chunk of its own.</summary>
    private static string NoteOf(int session) =>
        $"# Session: drawer {session}\n**ID**: {IdOf(session)}\n**Started**: 2024-03-{(session / 20) + 10:00}T{session % 20:00}:15:00Z\n\n## Activity Log\n\n"
        + string.Concat(Enumerable.Range(0, Items).Select(item =>
            $"### {session % 20:00}:{item + 20} - Update\n- Decision {item} on drawer {session}: keep colour {(item * 7) + session} because shelf {(session * 3) + item} is full\n\n"));

    /// <summary>Long enough to be a chunk of its own.</summary>
    private static string FunctionOf(int i) =>
        $"def step_{i}(value):\n"
        + string.Concat(Enumerable.Range(0, Lines).Select(line => $"    tally_{i}_{line} = value * {i + line} + len(str(value)) - {line}\n"))
        + $"    return {string.Join(" + ", CalleesOf(i).Select(callee => $"step_{callee}(value)"))} + tally_{i}_3\n\n\n";
}
