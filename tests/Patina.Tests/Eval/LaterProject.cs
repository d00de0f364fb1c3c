using Patina.Memory;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Eval;

/// <summary>A repository of many small files about made-up words, and later commits that speak of them.</summary>
internal sealed class LaterProject : IDisposable
{
    private const int Files = 64;
    private const int Later = 15;

    private static readonly string[] Syllables = ["ba", "ke", "lo", "mi", "nu", "ra", "so", "te"];

    private readonly TemporaryRepository _repository = new();

    /// <param name="leakingSubject">Write the subject of a later commit into a document before the cut.</param>
    /// <param name="leakingComment">Write a doc comment into another file as well.</param>
    public LaterProject(bool leakingSubject = false, bool leakingComment = false)
    {
        for (var i = 0; i < Files; i++)
        {
            _repository.Write(PathOf(i), CodeOf(i, "rows"));
            if (i == 0 && leakingSubject)
                _repository.Write("docs/plan.md", $"# Plan\n\nNext we {SubjectOf(3)}.\n");
            if (i == 0 && leakingComment)
                _repository.Write("src/quotes.py", $"quoted = [1]\n\nprint(quoted)  # {CommentOf(5)}\n");
            _repository.Commit($"start {WordOf(i, 1)} {WordOf(i, 2)}");
        }

        for (var i = 0; i < Later; i++)
        {
            _repository.Write(PathOf(i), CodeOf(i, "lines"));
            _repository.Write(PathOf(i + 20), CodeOf(i + 20, "lines"));
            _repository.Write($"src/late_{WordOf(i, 3)}{i}.py", CodeOf(i, "late"));
            _repository.Commit(SubjectOf(i));
        }

        _repository.Write(".patina/oxidize.yaml", "version: 2\nembedding_model: patina-static-v0\nprojections: {}\n");
        Layout = new ProjectLayout(_repository.Root);
    }

    public ProjectLayout Layout { get; }

    public string Head => _repository.Head;

    /// <summary>The subject of a later commit, which touches the files of the same number and of that and twenty.</summary>
    public static string SubjectOf(int i) => $"refine how {WordOf(i, 1)} and {WordOf(i, 2)} flow together";

    public static string CommentOf(int i) => $"Turns {WordOf(i, 1)} records into {WordOf(i, 2)} totals for storage.";

    public static string PathOf(int i) => $"src/{WordOf(i, 1)}_{WordOf(i, 2)}.py";

    public void Write(string path, string text) => _repository.Write(path, text);

    public void Dispose() => _repository.Dispose();

    private static string CodeOf(int i, string what) =>
        $"def {WordOf(i, 1)}_{WordOf(i, 2)}({what}):\n    \"\"\"{CommentOf(i)}\"\"\"\n    total = sum(len(part) for part in {what})\n    return {{'{WordOf(i, 1)}': total, '{WordOf(i, 2)}': {i}}}\n";

    private static string WordOf(int i, int salt)
    {
        var number = (i * 37) + (salt * 211) + 512;
        return string.Concat(Syllables[number % 8], Syllables[number / 8 % 8], Syllables[number / 64 % 8], Syllables[(number / 512 + salt) % 8]);
    }
}
