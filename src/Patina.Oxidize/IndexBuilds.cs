using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Patina.Memory;
using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize;

/// <summary>
/// Makes the indexes of a set, several side by side and each on one thread: so all processors work, and the same vectors give the same bytes
/// whatever their number.
/// </summary>
/// <param name="current">The set before; null where there is none.</param>
internal sealed class IndexBuilds(
    string staging, VectorSet? current, int threads, IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly List<Job> _jobs = [];
    private readonly ConcurrentDictionary<string, (IndexRecord, SpaceChange)> _results = [];
    private readonly Lock _reading = new();
    private long _done;

    /// <param name="before">The space of the same weights in the set before; null to build anew.</param>
    /// <param name="held">What that space holds.</param>
    /// <param name="source">Is not called on two threads at a time.</param>
    public void Add(
        string name, SpaceManifest? before, ArtifactFile? held, ChunkList units, IndexFormat format, SpaceBuilder.VectorSource source) =>
        _jobs.Add(new Job(name, before, held, units, format, (keys, room) => ReadAlone(source, keys, room)));

    /// <returns>Indexes and changes by the names of the spaces.</returns>
    public IReadOnlyDictionary<string, (IndexRecord Index, SpaceChange Change)> Run()
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };
        var largestFirst = Partitioner.Create(_jobs.OrderByDescending(job => job.Units.Count), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(largestFirst, options, job => _results[job.Name] = Build(job));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return _results;
    }

    private (IndexRecord, SpaceChange) Build(Job job)
    {
        var (path, fastPath) = (Path.Combine(staging, $"{job.Name}.usearch"), Path.Combine(staging, $"{job.Name}-fast.usearch"));
        var builder = new SpaceBuilder(job.Format, job.Source, new Counter(this), cancellation);
        var earlier = job.Before?.Index is { } index && index.Format == job.Format && job.Held?.Matches(current!.Folder) == true ? index : null;
        var (change, recall) = earlier is null
            ? builder.Build(path, fastPath, job.Units)
            : builder.Update(
                path, fastPath, (current!.PathOf(earlier.Full), earlier.Fast is null ? null : current.PathOf(earlier.Fast)), earlier.Recall,
                job.Units, ChunkList.Read(current.PathOf(job.Held!)).To(job.Units));
        var fast = job.Format.FastDimension is null ? null : ArtifactFile.Of(staging, $"{job.Name}-fast.usearch");
        return (new IndexRecord(ArtifactFile.Of(staging, $"{job.Name}.usearch"), job.Format, fast, recall), change);
    }

    private void ReadAlone(SpaceBuilder.VectorSource source, IReadOnlyList<Memory.Chunks.ChunkKey> keys, Span<float> room)
    {
        lock (_reading)
            source(keys, room);
    }

    private sealed record Job(
        string Name, SpaceManifest? Before, ArtifactFile? Held, ChunkList Units, IndexFormat Format, SpaceBuilder.VectorSource Source);

    /// <summary>Adds the vectors of one index to those of all.</summary>
    private sealed class Counter(IndexBuilds builds) : IProgress<int>
    {
        private int _last;

        public void Report(int value)
        {
            var done = Interlocked.Add(ref builds._done, value - _last);
            _last = value;
            builds.Report(done);
        }
    }

    private void Report(long done) => progress?.Report(new StageProgress(OxidizeStages.Indexing, done, _jobs.Sum(job => job.Units.Count)));
}
