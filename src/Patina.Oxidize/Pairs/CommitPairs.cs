using Patina.Memory.Storage;

namespace Patina.Oxidize.Pairs;

/// <summary>A commit's message and the files it changed, as far as they still exist.</summary>
internal sealed class CommitPairs : IPairGenerator
{
    /// <summary>A commit of more files is a sweep: its message is about no single one of them.</summary>
    private const int MostFiles = 15;

    private const int ShortestMessage = 15;
    private const int LongestBody = 300;

    public PairSource Source => PairSource.Commit;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        foreach (var (commit, files) in project.Commits)
        {
            var question = QuestionOf(commit);
            if (files.Count is 0 or > MostFiles || question.Length < ShortestMessage)
                continue;

            var itself = project.ChunksOf(commit.Sha);
            foreach (var file in files)
            {
                var answers = project.ChunksOf(file.Path);
                if (answers.Count == 0)
                    continue;

                yield return new RelatedPair
                {
                    Source = PairSource.Commit,
                    Question = question,
                    Origin = commit.Sha,
                    Answers = answers,
                    Itself = itself.Count > 0 ? itself[0] : null,
                    AnswersAreNew = file.Status == 'A',
                    Timestamp = commit.Timestamp,
                    Weight = 1 / MathF.Sqrt(files.Count),
                };
            }
        }
    }

    /// <summary>The subject without <c>type(scope):</c>, and the beginning of the body.</summary>
    private static string QuestionOf(CommitRow commit)
    {
        var subject = commit.Subject;
        if (commit.Type is not null && subject.IndexOf(':') is > 0 and var colon)
            subject = subject[(colon + 1)..].Trim();
        var body = commit.Body.Split("\n\n", 2)[0].Trim();
        return body.Length == 0 ? subject : $"{subject}\n{(body.Length <= LongestBody ? body : body[..LongestBody])}";
    }
}
