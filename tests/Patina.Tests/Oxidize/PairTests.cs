using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Oxidize.Pairs;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Oxidize;

public sealed class PairTests : IDisposable
{
    private const string Code =
        """"
        def parse_retry_header(value):
            """Reads how long a client should wait before it tries again."""
            seconds = int(value.strip())
            if seconds < 0:
                raise ValueError(value)
            return min(seconds, 3600) * 1000


        def run(x):
            return x
        """";

    private readonly TemporaryRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void DefinitionPairs_Comment_CutsItOutOfTheAnswer()
    {
        _repository.Write("src/client.py", Code);
        var pair = Assert.Single(Generate(new DefinitionPairs(PairSource.Comment)));

        Assert.Equal("Reads how long a client should wait before it tries again.", pair.Question);
        Assert.Equal("src/client.py::parse_retry_header", pair.Origin);
        Assert.DoesNotContain("client should wait", pair.Masked!.Value.Body);
        Assert.Contains("seconds = int(value.strip())", pair.Masked.Value.Body);
        Assert.Equal("src/client.py", PathOf(Assert.Single(pair.Answers)));
    }

    [Fact]
    public void DefinitionPairs_Name_CutsItOutOfTheAnswerAndNeedsTwoWords()
    {
        _repository.Write("src/client.py", Code);
        var pair = Assert.Single(Generate(new DefinitionPairs(PairSource.Name)));

        Assert.Equal("parse retry header", pair.Question);
        Assert.DoesNotContain("parse_retry_header", pair.Masked!.Value.Body);
        Assert.Contains("def it(value):", pair.Masked.Value.Body);
    }

    [Fact]
    public void CommitPairs_ChangedFiles_AreFoundUnderTheirPresentNames()
    {
        _repository.Write("src/client.py", Code);
        _repository.Write("docs/usage.md", "# Usage\n\nHow to call the client.\n");
        var sha = _repository.Commit("feat(client): wait as long as the server asks\n\nThe header was ignored before.\n\nSecond paragraph.");
        _repository.Run("mv", "src/client.py", "src/http_client.py");
        _repository.Commit("rename");
        _repository.Write("gone.md", "# Gone\n");
        _repository.Commit("add a page that will be deleted");
        File.Delete(Path.Combine(_repository.Root, "gone.md"));

        var pairs = Generate(new CommitPairs()).Where(pair => pair.Origin == sha).ToList();

        Assert.Equal(["docs/usage.md", "src/http_client.py"], pairs.Select(pair => PathOf(pair.Answers[0])).Order());
        Assert.All(pairs, pair =>
        {
            Assert.Equal("wait as long as the server asks\nThe header was ignored before.", pair.Question);
            Assert.Equal(TemporaryRepository.FirstCommit.ToUnixTimeSeconds(), pair.Timestamp);
            Assert.Equal(sha, PathOf(pair.Itself!.Value));
            Assert.Equal(1 / MathF.Sqrt(2), pair.Weight);
        });
        Assert.DoesNotContain(Generate(new CommitPairs()), pair => pair.Question.Contains("deleted"));
    }

    [Fact]
    public void CommitPairs_SweepOverManyFiles_GivesNone()
    {
        for (var i = 0; i < 16; i++)
            _repository.Write($"docs/page{i}.md", $"# Page {i}\n");
        _repository.Commit("reformat every page of the documentation");

        Assert.Empty(Generate(new CommitPairs()));
    }

    [Fact]
    public void NotePairs_NearestCircleOfHeadings_GivesAnswersAndWeight()
    {
        _repository.Write("layer/sessions/20250101-100000.md", Session("20250101-100000",
            """
            ## Activity Log
            ### 10:30 - Update
            **Key Decisions:**
            - We decided to keep the retry header in seconds for ever.
            **Challenges:**
            - The clock of the test machine was an hour behind all day.
            ### 15:00 - Update
            **Work Completed:**
            - Implemented waiting between attempts with a capped delay.
            """));
        _repository.Write("layer/sessions/20250102-100000.md", Session("20250102-100000", "## Goals\n- [ ] Something entirely different from that.\n"));

        var pairs = Generate(new NotePairs());

        var decision = Assert.Single(pairs, pair => pair.Question.Contains("retry header"));
        Assert.Contains("hour behind", TextOf(Assert.Single(decision.Answers)));
        Assert.Equal(0.7f, decision.Weight);
        Assert.NotNull(decision.Timestamp);
        Assert.Contains("retry header", TextOf(decision.Itself!.Value));
        var work = Assert.Single(pairs, pair => pair.Question.Contains("capped delay"));
        Assert.Equal((2, 0.4f), (work.Answers.Count, work.Weight));
        Assert.DoesNotContain(pairs, pair => pair.Question.Contains("entirely different"));
    }

    [Fact]
    public void ByTime_DatedPairs_HoldsOutTheLatestFifth()
    {
        var pairs = Enumerable.Range(0, 100).Select(i => Dated(i)).Append(Dated(null)).ToList();

        var split = PairSplit.ByTime(pairs);

        Assert.Equal(80, split.Cut);
        Assert.Equal(Enumerable.Range(80, 20).Select(time => (long?)time), split.HeldOut.Select(pair => pair.Timestamp));
        Assert.All(split.Training, pair => Assert.True(pair.Timestamp is null or < 72));
        Assert.Equal(101, split.Training.Count + split.Validation.Count + split.HeldOut.Count);
        Assert.Equal(Enumerable.Range(72, 8).Select(time => (long?)time), split.Validation.Where(pair => pair.Timestamp is not null).Select(pair => pair.Timestamp));
    }

    [Fact]
    public void ByTime_NothingDated_HoldsNothingOut()
    {
        var split = PairSplit.ByTime([.. Enumerable.Range(0, 500).Select(i => Dated(null) with { Question = $"question {i}" })]);

        Assert.Null(split.Cut);
        Assert.Empty(split.HeldOut);
        Assert.InRange(split.Validation.Count, 25, 90);
    }

    [Fact]
    public void BySample_BothDirectionsAndAllSourcesOfARelation_StayTogether()
    {
        var pairs = Enumerable.Range(0, 600).SelectMany(i => new[]
        {
            Between(PairSource.Call, i, 1000 + i), Between(PairSource.Call, 1000 + i, i), Between(PairSource.Name, i, 1000 + i),
        }).ToList();

        var split = PairSplit.BySample(pairs);

        Assert.Equal(1800, split.Training.Count + split.Validation.Count + split.HeldOut.Count);
        Assert.InRange(split.HeldOut.Count, 270, 450);
        Assert.InRange(split.Validation.Count, 90, 210);
        foreach (var part in new[] { split.Training, split.Validation, split.HeldOut })
            Assert.All(part.GroupBy(pair => Math.Min(pair.Subject!.Value.Value, pair.Answers[0].Value)), relation => Assert.Equal(3, relation.Count()));
    }

    [Fact]
    public void CoChangePairs_FilesOfOneCommit_AskForEachOtherUnderTheirPresentNames()
    {
        _repository.Write("src/client.py", Code);
        _repository.Write("docs/usage.md", "# Usage\n\nHow to call the client.\n");
        _repository.Write("docs/install.md", "# Install\n\nWhere to get it.\n");
        var sha = _repository.Commit("add the client");
        _repository.Run("mv", "src/client.py", "src/http_client.py");
        _repository.Commit("rename, which changes no other file");

        var pairs = Generate(new CoChangePairs());

        Assert.Equal(
            ["docs/install.md", "docs/install.md", "docs/usage.md", "docs/usage.md", "src/http_client.py", "src/http_client.py"],
            pairs.Select(pair => pair.Question).Order(StringComparer.Ordinal));
        Assert.All(pairs, pair =>
        {
            Assert.Equal((sha, TemporaryRepository.FirstCommit.ToUnixTimeSeconds(), 0.5f), (pair.Origin, pair.Timestamp, pair.Weight));
            Assert.NotEqual(pair.Subject, Assert.Single(pair.Answers));
        });
    }

    [Fact]
    public void CallPairs_ResolvedCall_GivesBothDirections()
    {
        _repository.Write("src/client.py", Code);
        _repository.Write("src/server.py", "def answer_request(request):\n    return parse_retry_header(request.headers)\n");

        var pairs = Generate(new CallPairs());

        Assert.Equal(["src/client.py", "src/server.py"], pairs.Select(pair => pair.Question).Order(StringComparer.Ordinal));
        Assert.Equal(pairs[0].Subject, pairs[1].Answers[0]);
        Assert.Equal(pairs[1].Subject, pairs[0].Answers[0]);
    }

    private static RelatedPair Between(PairSource source, long subject, long answer) => new()
    {
        Source = source,
        Question = $"{subject}",
        Subject = new ChunkKey(subject),
        Origin = $"{subject}",
        Answers = [new ChunkKey(answer)],
        Weight = 1,
    };

    private static RelatedPair Dated(int? time) => new()
    {
        Source = PairSource.Note,
        Question = $"at {time}",
        Origin = $"{time}",
        Answers = [new ChunkKey(time ?? -1)],
        Timestamp = time,
        Weight = 1,
    };

    private static string Session(string id, string body) =>
        $"# Session: a day of work\n**ID**: {id}\n**Started**: 2025-01-01T10:00:00Z\n**LLM**: none\n\n{body}";

    private IReadOnlyList<RelatedPair> Generate(IPairGenerator generator)
    {
        using var memory = Scraped();
        var first = generator.Generate(new ProjectRelations(memory)).ToList();
        var second = generator.Generate(new ProjectRelations(memory)).ToList();
        Assert.Equal(first.Select(pair => pair.Digest), second.Select(pair => pair.Digest));
        return first;
    }

    private string PathOf(ChunkKey key)
    {
        using var memory = MemoryDatabase.Open(new ProjectLayout(_repository.Root));
        return memory.Chunks.Find(key)!.Path;
    }

    private string TextOf(ChunkKey key)
    {
        using var memory = MemoryDatabase.Open(new ProjectLayout(_repository.Root));
        return memory.Chunks.Find(key)!.Text;
    }

    private MemoryDatabase Scraped()
    {
        var layout = new ProjectLayout(_repository.Root);
        Scrape.Run(layout, new ScrapeOptions(), progress: null, default);
        return MemoryDatabase.Open(layout);
    }
}
