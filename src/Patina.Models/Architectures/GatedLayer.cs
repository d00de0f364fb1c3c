using Patina.Models.Weights;

namespace Patina.Models.Architectures;

/// <summary>The feed-forward layer of Llama and its descendants: down(f(gate x) · up x).</summary>
internal sealed record GatedLayer(Projection Gate, Projection Up, Projection Down)
{
    public static GatedLayer Of(WeightStore weights, string at, int hidden, int inner) => new(
        Projection.Of(weights, at + "gate_proj", inner, hidden),
        Projection.Of(weights, at + "up_proj", inner, hidden),
        Projection.Of(weights, at + "down_proj", hidden, inner));

    public T Apply<T>(ITensorOps<T> ops, T x, Activation activation)
        where T : class =>
        Down.Apply(ops, ops.Multiply(ops.Activate(Gate.Apply(ops, x), activation), Up.Apply(ops, x)));
}
