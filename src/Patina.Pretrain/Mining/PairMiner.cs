using Patina.Memory.Corpus;

namespace Patina.Pretrain.Mining;

/// <summary>Finds the pairs of one repository. What is too short to teach anything is left out.</summary>
/// <param name="add">Receives each pair.</param>
internal sealed class PairMiner(Action<MinedPair> add)
{
    private const int MaxQuery = 600;
    private const int MaxHead = 200;
    private const int MaxText = 2_000;
    private const int MinQueryWords = 3;
    private const int MinTextWords = 8;

    /// <summary>Paragraphs of one section that become pairs.</summary>
    private const int MaxParagraphs = 3;

    private static readonly string[] TrivialSubjects =
        ["merge ", "bump ", "release ", "version ", "revert ", "update dependency", "chore(deps", "build(deps", "[pre-commit", "prepare "];

    /// <summary>Lines of a message that name people and numbers, not what was done.</summary>
    private static readonly string[] Trailers =
        ["signed-off-by", "co-authored-by", "reviewed-by", "acked-by", "tested-by", "reported-by", "cc:", "closes ", "fixes #", "change-id", "pr-url", "git-svn-id"];

    public void Add(CorpusFile file)
    {
        if (file.Opening.Length > 0)
            Emit(PairKind.Path, PathWords(file.Path), "", file.Opening, minQueryWords: 2);
        foreach (var function in file.Functions)
            AddFunction(function);
        foreach (var section in file.Sections)
            AddSection(section);
    }

    public void Add(CorpusCommit commit)
    {
        if (IsTrivial(commit.Subject))
            return;
        var body = WithoutTrailers(commit.Body);
        Emit(PairKind.CommitBody, commit.Subject, "", body);
        if (commit.Files.Count == 0)
            return;
        Emit(PairKind.Commit, commit.Subject,
            string.Join(' ', commit.Files.Take(4).Select(file => PathWords(file.Path))),
            string.Join('\n', commit.Files.Select(file => file.Path).Concat(commit.Files.Select(file => file.Added))));
        if (commit.Files.Count == 1)
            return;
        var one = commit.Files[(int)(PairText.Fingerprint(commit.Subject, int.MaxValue) % (ulong)commit.Files.Count)];
        Emit(PairKind.CommitFile, commit.Subject, PathWords(one.Path), $"{one.Path}\n{one.Added}");
    }

    private void AddFunction(CorpusFunction function)
    {
        Emit(PairKind.Pool, "", function.Head, function.Text, minQueryWords: 0);
        var (sentence, _) = PairText.FirstSentence(function.Doc);
        var paragraph = function.Doc.IndexOf("\n\n", StringComparison.Ordinal) is var end and > 0 ? function.Doc[..end] : function.Doc;
        Emit(PairKind.Doc, sentence.Length * 2 < paragraph.Length ? sentence : paragraph, function.Head, function.Text);
        Emit(PairKind.Name, function.Name, PairText.Without(function.Head, function.Name), PairText.Without(function.Text, function.Name), minQueryWords: 1);
    }

    private void AddSection(CorpusSection section)
    {
        if (section.Headings.Count > 0)
            Emit(PairKind.Section, string.Join(' ', section.Headings.TakeLast(2)), "", section.Text, minQueryWords: 1);
        var left = MaxParagraphs;
        foreach (var paragraph in section.Text.Split("\n\n", StringSplitOptions.TrimEntries))
        {
            if (left == 0)
                return;
            var (sentence, rest) = PairText.FirstSentence(paragraph);
            if (PairText.CountWords(sentence, 5) < 5 || PairText.CountWords(rest, 12) < 12)
                continue;
            Emit(PairKind.Prose, sentence, "", rest);
            left--;
        }
    }

    private void Emit(PairKind kind, string query, string head, string text, int minQueryWords = MinQueryWords)
    {
        if (PairText.CountWords(query, minQueryWords) < minQueryWords || PairText.CountWords(text, MinTextWords) < MinTextWords)
            return;
        add(new MinedPair(kind, PairText.Cut(query, MaxQuery), PairText.Cut(head, MaxHead), PairText.Cut(text, MaxText)));
    }

    private static bool IsTrivial(string subject) =>
        TrivialSubjects.Any(start => subject.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static string WithoutTrailers(string body) => string.Join('\n', body.Split('\n').Where(line =>
        !Trailers.Any(trailer => line.AsSpan().TrimStart().StartsWith(trailer, StringComparison.OrdinalIgnoreCase))));

    private static string PathWords(string path)
    {
        var end = path.LastIndexOf('.');
        return (end > path.LastIndexOf('/') ? path[..end] : path).Replace('/', ' ');
    }
}
