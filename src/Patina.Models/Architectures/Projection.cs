using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>A linear layer: W [out×in], and a bias where the checkpoint has one.</summary>
internal sealed record Projection(Weight Weight, Weight? Bias)
{
    public static Projection Of(WeightStore weights, string name, int outputs, int inputs) =>
        new(weights.Get(name + ".weight", outputs, inputs), weights.Find(name + ".bias", outputs));

    public T Apply<T>(ITensorOps<T> ops, T x)
        where T : class => ops.Linear(x, Weight, Bias);
}
