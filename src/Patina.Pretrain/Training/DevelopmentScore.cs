using System.Numerics.Tensors;
using Patina.Numerics;
using Patina.Pretrain.Mining;

namespace Patina.Pretrain.Training;

/// <summary>Scores a table on repositories that it is not trained on: doc comments, each to find its function among all of the repository.</summary>
internal sealed class DevelopmentScore
{
    private const int MaxQueries = 500;
    private const int MaxCandidates = 4_000;
    private const int Depth = 10;

    private readonly List<PairBatch> _repositories = [];
    private readonly List<int> _queryCounts = [];
    private readonly Gemm _gemm;
    private readonly ParallelOptions _parallel;

    public DevelopmentScore(PairStore store, Gemm gemm, CancellationToken cancellation)
    {
        _gemm = gemm;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = gemm.Threads, CancellationToken = cancellation };
        foreach (var repository in store.Groups.GroupBy(group => group.Repository, StringComparer.Ordinal))
        {
            var queries = repository.FirstOrDefault(group => group.Kind == PairKind.Doc)?.Offsets ?? [];
            if (queries.Length < Depth)
                continue;
            var batch = new PairBatch();
            foreach (var offset in queries.Take(MaxQueries))
                store.Read(offset, batch);
            _queryCounts.Add(batch.Count);
            foreach (var offset in repository.FirstOrDefault(group => group.Kind == PairKind.Pool)?.Offsets.Take(MaxCandidates) ?? [])
                store.Read(offset, batch);
            _repositories.Add(batch);
        }
    }

    public int Queries => _queryCounts.Sum();

    /// <summary>Mean over repositories of MRR@10.</summary>
    public double Of(EmbeddingWeights weights) =>
        _repositories.Select((batch, index) => ReciprocalRank(batch, _queryCounts[index], weights)).DefaultIfEmpty(0).Average();

    private double ReciprocalRank(PairBatch batch, int queryCount, EmbeddingWeights weights)
    {
        var columns = weights.Columns;
        var queries = new float[batch.Count * columns];
        var heads = new float[batch.Count * columns];
        var bodies = new float[batch.Count * columns];
        var documents = new float[batch.Count * columns];
        BagSums.Compute(batch.Queries, weights, queries, _parallel);
        BagSums.Compute(batch.Heads, weights, heads, _parallel);
        BagSums.Compute(batch.Bodies, weights, bodies, _parallel);
        BagSums.Compose(batch.Count, columns, heads, bodies, documents, _parallel);
        for (var row = 0; row < batch.Count; row++)
        {
            var document = documents.AsSpan(row * columns, columns);
            var norm = TensorPrimitives.Norm<float>(document);
            TensorPrimitives.Divide(document, norm > 0 ? norm : 1, document);
        }
        var scores = new float[queryCount * batch.Count];
        _gemm.Multiply(
            new MatrixView(queries.AsSpan(0, queryCount * columns), queryCount, columns),
            new MatrixView(documents, batch.Count, columns).Transposed, scores);
        return Enumerable.Range(0, queryCount).Average(query => Rank(scores.AsSpan(query * batch.Count, batch.Count), query) is var rank and <= Depth ? 1.0 / rank : 0);
    }

    private static int Rank(ReadOnlySpan<float> scores, int target)
    {
        var rank = 1;
        foreach (var score in scores)
            rank += score > scores[target] ? 1 : 0;
        return rank;
    }
}
