using Patina.Memory.Storage;

namespace Patina.Tests.Memory;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Place => Path.Combine(_folder.Path, "sub", "file.txt");

    [Fact]
    public void Write_ReplacesTheFile()
    {
        AtomicFile.Write(Place, "before");
        AtomicFile.Write(Place, "after");
        Assert.Equal("after", File.ReadAllText(Place));
        Assert.Equal([Place], Directory.GetFiles(Path.GetDirectoryName(Place)!));
    }

    [Fact]
    public void Write_ThatFailsHalfWay_LeavesWhatWasThereAndNothingElse()
    {
        AtomicFile.Write(Place, "before");
        Assert.Throws<IOException>(() => AtomicFile.Write(Place, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("no room");
        }));
        Assert.Equal("before", File.ReadAllText(Place));
        Assert.Equal([Place], Directory.GetFiles(Path.GetDirectoryName(Place)!));
    }

    [Fact]
    public void Create_WithAFileThere_LeavesIt()
    {
        Assert.True(AtomicFile.Create(Place, "first"));
        Assert.False(AtomicFile.Create(Place, "second"));
        Assert.Equal("first", File.ReadAllText(Place));
    }

    public void Dispose() => _folder.Dispose();
}
