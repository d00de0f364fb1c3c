using Patina.Memory;
using Patina.Memory.Corpus;

namespace Patina.Pretrain.Mining;

/// <summary>Mines repositories into files of pairs, several repositories at once; one that is mined already is left as it is.</summary>
internal static class Mine
{
    /// <returns>The file of each repository.</returns>
    public static IReadOnlyDictionary<CorpusRepository, string> Run(
        IReadOnlyList<CorpusRepository> repositories, string folder, int commits, int threads,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var files = repositories.ToDictionary(repository => repository, repository => Path.Combine(folder, repository.Name + ".pairs"));
        var finished = 0;
        progress?.Report(new StageProgress("mining pairs", 0, repositories.Count));
        var gate = new Lock();
        Parallel.ForEach(repositories, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, repository =>
        {
            MineOne(repository, files[repository], commits, cancellation);
            lock (gate)
                progress?.Report(new StageProgress("mining pairs", ++finished, repositories.Count));
        });
        return files;
    }

    private static void MineOne(CorpusRepository repository, string file, int commits, CancellationToken cancellation)
    {
        var origin = $"{repository.Root} {repository.Commit} {commits}";
        if (repository.Commit is not null && PairFile.IsOf(file, origin))
            return;
        PairFile.Write(file, origin, write =>
        {
            var miner = new PairMiner(write);
            CorpusFiles.Read(repository.Root, threads: 1, miner.Add, cancellation);
            CorpusHistory.Read(repository.Root, repository.Commit is null ? 0 : commits, miner.Add, cancellation);
        });
    }
}
