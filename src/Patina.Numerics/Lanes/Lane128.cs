using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Patina.Numerics.Lanes;

/// <summary>4 floats.</summary>
internal unsafe struct Lane128(Vector128<float> value) : ILane<Lane128>
{
    private Vector128<float> _value = value;

    public static int Width => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Lane128 addend) => _value += addend._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Lane128 left, Lane128 right) =>
        _value = Vector128.MultiplyAddEstimate(left._value, right._value, _value);
}
