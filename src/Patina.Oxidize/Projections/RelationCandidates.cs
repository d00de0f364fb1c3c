using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Projections;

/// <summary>What one relation's questions are searched among: chunks or files.</summary>
/// <param name="raw">Their vectors as the model made them.</param>
/// <param name="places">As <see cref="CandidateMatrix"/> takes them.</param>
internal sealed class RelationCandidates(ChunkKey[] keys, float[] raw, int dimension, int[]? places, Gemm gemm)
{
    private float[] _projected = [];

    public int Count => keys.Length;

    public CandidateMatrix Raw => new(keys, raw, dimension, gemm, places);

    /// <summary>The same, projected; valid until the next call.</summary>
    public CandidateMatrix Projected(Projection projection, CancellationToken cancellation)
    {
        if (_projected.Length != keys.Length * projection.OutputDimension)
            _projected = new float[keys.Length * projection.OutputDimension];
        projection.Project(raw, keys.Length, _projected, gemm, cancellation);
        return new CandidateMatrix(keys, _projected, projection.OutputDimension, gemm, places);
    }
}
