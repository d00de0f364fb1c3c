using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>The projections to queries, keys and values of one width: in one matrix, or in three.</summary>
internal sealed class JoinedProjection
{
    private readonly Projection[] _parts;
    private readonly int _width;

    private JoinedProjection(Projection[] parts, int width)
    {
        _parts = parts;
        _width = width;
    }

    /// <summary>One matrix: all queries, all keys, all values.</summary>
    public static JoinedProjection OfOne(WeightStore weights, string name, int width, int inputs) =>
        new([Projection.Of(weights, name, 3 * width, inputs)], width);

    /// <summary><c>q_proj</c>, <c>k_proj</c> and <c>v_proj</c>.</summary>
    public static JoinedProjection OfThree(WeightStore weights, string at, int width, int inputs) =>
        new([.. new[] { "q_proj", "k_proj", "v_proj" }.Select(name => Projection.Of(weights, at + name, width, inputs))], width);

    public (T Queries, T Keys, T Values) Apply<T>(ITensorOps<T> ops, T x)
        where T : class
    {
        if (_parts.Length > 1)
            return (_parts[0].Apply(ops, x), _parts[1].Apply(ops, x), _parts[2].Apply(ops, x));
        var joined = _parts[0].Apply(ops, x);
        return (ops.Slice(joined, 0, _width), ops.Slice(joined, _width, _width), ops.Slice(joined, 2 * _width, _width));
    }
}
