using Patina.Embeddings.Mlx.Native;

namespace Patina.Embeddings.Mlx;

/// <summary>The forward passes of a model that are compiled, by the shape they are for; the ones used last are kept. For <see cref="MlxThread"/> only.</summary>
internal sealed class MlxPrograms : IDisposable
{
    /// <summary>More than batches of one token budget have shapes; a program holds a graph, and no memory of batches.</summary>
    private const int Most = 64;

    private readonly Dictionary<MlxBucket, (MlxProgram Program, long Used)> _programs = [];
    private long _uses;

    public int Count => _programs.Count;

    public MlxProgram Get(MlxBucket bucket, Func<MlxProgram> compile)
    {
        if (!_programs.TryGetValue(bucket, out var known))
        {
            if (_programs.Count == Most)
                Remove(_programs.MinBy(program => program.Value.Used).Key);
            known.Program = compile();
        }

        _programs[bucket] = known with { Used = ++_uses };
        return known.Program;
    }

    /// <summary>Forgets a program that could not be traced.</summary>
    public void Remove(MlxBucket bucket)
    {
        if (_programs.Remove(bucket, out var known))
            known.Program.Dispose();
    }

    public void Dispose()
    {
        foreach (var (program, _) in _programs.Values)
            program.Dispose();
        _programs.Clear();
    }
}
