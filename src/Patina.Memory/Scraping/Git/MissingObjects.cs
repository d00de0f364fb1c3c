using System.Text;

namespace Patina.Memory.Scraping.Git;

/// <summary>Asks which objects a clone lacks.</summary>
internal static class MissingObjects
{
    /// <summary>Questions sent before the answers are read: together they fit the smallest pipe, so that no side blocks.</summary>
    private const int QuestionsAhead = 32;

    /// <param name="objects">Full object names.</param>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: git ended early.</exception>
    public static HashSet<string> Find(GitProgram git, IReadOnlyCollection<string> objects, CancellationToken cancellation)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        using var process = git.Start(withInput: true, cancellation, "cat-file", "--batch-check=%(objecttype)");
        using var answers = new StreamReader(process.Output, Encoding.ASCII);
        foreach (var questions in objects.Distinct(StringComparer.Ordinal).Chunk(QuestionsAhead))
        {
            process.WriteLines(questions);
            foreach (var question in questions)
            {
                var answer = answers.ReadLine();
                if (answer is null)
                    break;
                if (answer.EndsWith(" missing", StringComparison.Ordinal))
                    missing.Add(question);
            }
        }
        process.FinishOrThrow("look up the content of changed files");
        return missing;
    }
}
