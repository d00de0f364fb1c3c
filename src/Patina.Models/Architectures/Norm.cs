using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>The weights of a layer norm, or of an RMS norm, and its epsilon.</summary>
internal sealed record Norm(Weight Weight, Weight? Bias, float Epsilon)
{
    public static Norm Of(WeightStore weights, string name, int size, double epsilon) =>
        new(weights.Get(name + ".weight", size), weights.Find(name + ".bias", size), (float)epsilon);

    public T Layer<T>(ITensorOps<T> ops, T x)
        where T : class => ops.LayerNorm(x, Weight, Bias, Epsilon);

    public T Rms<T>(ITensorOps<T> ops, T x)
        where T : class => ops.RmsNorm(x, Weight, Epsilon);
}
