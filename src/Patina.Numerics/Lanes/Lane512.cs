using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Patina.Numerics.Lanes;

/// <summary>16 floats.</summary>
internal unsafe struct Lane512(Vector512<float> value) : ILane<Lane512>
{
    private Vector512<float> _value = value;

    public static int Width => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Lane512 addend) => _value += addend._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Lane512 left, Lane512 right) =>
        _value = Vector512.MultiplyAddEstimate(left._value, right._value, _value);
}
