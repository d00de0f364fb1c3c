using Patina.Memory.Chunks;

namespace Patina.Tests.Memory.Git;

public sealed class CommitChunkTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Materialize_Commit_GivesOneChunk()
    {
        _repository.Write("src/TokenReader.cs", "x\n");
        _repository.Write("docs/guide.md", "x\n");
        var sha = _repository.Commit("fix(reader): stop at NUL\n\nIt read on.\n\nSigned-off-by: Ada <ada@example.org>\n");

        var chunk = Assert.Single(new RecordedHistory().Scrape(_repository.Root).Rows().Chunks);

        Assert.Equal((ChunkKind.Commit, sha, 0, 0), (chunk.Kind, chunk.Path, chunk.StartLine, chunk.EndLine));
        Assert.Equal("fix(reader): stop at NUL", chunk.Title);
        Assert.Equal("fix(reader): stop at NUL guide TokenReader", chunk.Head);
        Assert.Equal("fix(reader): stop at NUL\n\nIt read on.\n\ndocs/guide.md\nsrc/TokenReader.cs", chunk.Text);
        Assert.Equal(TemporaryRepository.FirstCommit.ToUnixTimeSeconds(), chunk.Timestamp);
        Assert.Equal(ChunkKey.Of(ChunkKind.Commit, sha, null, chunk.Text, 0), chunk.Key);
    }

    [Fact]
    public void Materialize_LongSubjectAndManyFiles_BoundsHeadAndText()
    {
        for (var i = 0; i < 60; i++)
            _repository.Write($"f{i:00}.txt", "x\n");
        _repository.Commit("one two three four five six seven eight nine ten eleven twelve");

        var chunk = Assert.Single(new RecordedHistory().Scrape(_repository.Root).Rows().Chunks);

        Assert.Equal("one two three four five six seven eight nine ten f00 f01", chunk.Head);
        Assert.EndsWith("\nf49.txt", chunk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Materialize_EmptyMessage_GivesNoChunk()
    {
        _repository.Commit("");

        var rows = new RecordedHistory().Scrape(_repository.Root).Rows();

        Assert.Single(rows.Commits);
        Assert.Empty(rows.Chunks);
    }
}
