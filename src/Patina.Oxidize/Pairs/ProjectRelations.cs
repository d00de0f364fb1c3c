using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;

namespace Patina.Oxidize.Pairs;

/// <summary>What several pair generators need from the memory, read once. Not thread-safe.</summary>
internal sealed class ProjectRelations
{
    private readonly Dictionary<string, List<ChunkKey>> _chunksByPath = [];
    private readonly Dictionary<string, string> _laterNames = [];

    public ProjectRelations(MemoryDatabase memory)
    {
        Memory = memory;
        foreach (var chunk in memory.Chunks.Infos())
        {
            Kinds[chunk.Key] = chunk.Kind;
            if (!_chunksByPath.TryGetValue(chunk.Path, out var keys))
                _chunksByPath[chunk.Path] = keys = [];
            keys.Add(chunk.Key);
        }

        ReadHistory(memory.History);
    }

    public MemoryDatabase Memory { get; }

    public Dictionary<ChunkKey, ChunkKind> Kinds { get; } = [];

    /// <summary>All commits with their files, newest first.</summary>
    public IReadOnlyList<CommitWithFiles> Commits { get; private set; } = [];

    /// <summary>The chunks of a file, or of a commit by its hash, in ascending order of keys.</summary>
    /// <param name="path">A name that the file has or had.</param>
    public IReadOnlyList<ChunkKey> ChunksOf(string path) => _chunksByPath.GetValueOrDefault(NameNow(path), []);

    /// <summary>Follows renames to the name that a file has now.</summary>
    private string NameNow(string path)
    {
        // A file can be renamed back and forth; more steps than names would be a circle.
        for (var step = 0; step < _laterNames.Count && !_chunksByPath.ContainsKey(path) && _laterNames.TryGetValue(path, out var later); step++)
            path = later;
        return path;
    }

    private void ReadHistory(HistoryReader history)
    {
        var commits = new List<CommitWithFiles>();
        foreach (var commit in history.All().ToList())
        {
            var files = history.FilesOf(commit.Sha);
            commits.Add(new CommitWithFiles(commit, files));
            foreach (var file in files.Where(file => file is { Status: 'R', OldPath: not null }))
                _laterNames.TryAdd(file.OldPath!, file.Path);
        }

        Commits = commits;
    }
}
