using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Patina.Numerics.Lanes;

/// <summary>8 floats.</summary>
internal unsafe struct Lane256(Vector256<float> value) : ILane<Lane256>
{
    private Vector256<float> _value = value;

    public static int Width => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Lane256 addend) => _value += addend._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Lane256 left, Lane256 right) =>
        _value = Vector256.MultiplyAddEstimate(left._value, right._value, _value);
}
