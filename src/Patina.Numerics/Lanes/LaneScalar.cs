using System.Runtime.CompilerServices;

namespace Patina.Numerics.Lanes;

/// <summary>A single float: the reference the vector lanes are tested against, and what runs without vector hardware.</summary>
internal unsafe struct LaneScalar(float value) : ILane<LaneScalar>
{
    private float _value = value;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneScalar Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => *target = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(LaneScalar addend) => _value += addend._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(LaneScalar left, LaneScalar right) =>
        _value = float.MultiplyAddEstimate(left._value, right._value, _value);
}
