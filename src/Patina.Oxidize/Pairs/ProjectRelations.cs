using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Pairs;

/// <summary>What several pair generators need from the memory; each part is read once, when it is first asked for. Not thread-safe.</summary>
internal sealed class ProjectRelations
{
    private readonly Dictionary<ChunkKey, ChunkInfo> _chunks;
    private readonly Dictionary<string, List<ChunkKey>> _chunksByPath = [];
    private readonly Dictionary<string, string> _laterNames = [];
    private readonly Lazy<IReadOnlyList<CommitWithFiles>> _commits;
    private readonly Lazy<FileTable> _files;

    public ProjectRelations(MemoryDatabase memory)
    {
        Memory = memory;
        _chunks = memory.Chunks.Infos().ToDictionary(chunk => chunk.Key);
        foreach (var chunk in _chunks.Values)
        {
            if (!_chunksByPath.TryGetValue(chunk.Path, out var keys))
                _chunksByPath[chunk.Path] = keys = [];
            keys.Add(chunk.Key);
        }

        _commits = new Lazy<IReadOnlyList<CommitWithFiles>>(() => ReadHistory(memory.History));
        _files = new Lazy<FileTable>(() => new FileTable(_chunks.Values));
    }

    public MemoryDatabase Memory { get; }

    /// <summary>All commits with their files, newest first.</summary>
    public IReadOnlyList<CommitWithFiles> Commits => _commits.Value;

    public FileTable Files => _files.Value;

    public ChunkKind KindOf(ChunkKey chunk) => _chunks[chunk].Kind;

    /// <summary>Where a chunk begins, counted from 1.</summary>
    public int StartLineOf(ChunkKey chunk) => _chunks[chunk].StartLine;

    /// <summary>The file that a chunk is part of; for a commit its hash.</summary>
    public string PathOf(ChunkKey chunk) => _chunks[chunk].Path;

    /// <summary>The chunks of a file, or of a commit by its hash, in ascending order of keys.</summary>
    /// <param name="path">A name that the file has or had.</param>
    public IReadOnlyList<ChunkKey> ChunksOf(string path) => _chunksByPath.GetValueOrDefault(NameNow(path), []);

    /// <summary>The file of code or documents of this name; null when there is none now.</summary>
    /// <param name="path">A name that the file has or had.</param>
    public FileUnit? FileOf(string path) => Files.Find(NameNow(path));

    /// <summary>Follows renames to the name that a file has now.</summary>
    private string NameNow(string path)
    {
        _ = Commits;

        // A file can be renamed back and forth; more steps than names would be a circle.
        for (var step = 0; step < _laterNames.Count && !_chunksByPath.ContainsKey(path) && _laterNames.TryGetValue(path, out var later); step++)
            path = later;
        return path;
    }

    private List<CommitWithFiles> ReadHistory(HistoryReader history)
    {
        var files = history.Files().ToLookup(file => file.Sha);
        var commits = new List<CommitWithFiles>();
        foreach (var commit in history.All())
        {
            CommitFileRow[] changed = [.. files[commit.Sha]];
            commits.Add(new CommitWithFiles(commit, changed));
            foreach (var file in changed.Where(file => file is { Status: 'R', OldPath: not null }))
                _laterNames.TryAdd(file.OldPath!, file.Path);
        }

        return commits;
    }
}
