using System.Runtime.CompilerServices;

namespace Patina.Numerics.Lanes;

/// <summary>
/// Two registers side by side. Where the processor has 32 of them (AVX-512, Arm), a tile of pairs does twice the
/// arithmetic for each number it loads.
/// </summary>
internal unsafe struct LanePair<TLane>(TLane first, TLane second) : ILane<LanePair<TLane>>
    where TLane : struct, ILane<TLane>
{
    private TLane _first = first;
    private TLane _second = second;

    public static int Width => 2 * TLane.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLane> Broadcast(float value)
    {
        var all = TLane.Broadcast(value);
        return new LanePair<TLane>(all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLane> Load(float* source) => new(TLane.Load(source), TLane.Load(source + TLane.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target)
    {
        _first.Store(target);
        _second.Store(target + TLane.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(LanePair<TLane> addend)
    {
        _first.Add(addend._first);
        _second.Add(addend._second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(LanePair<TLane> left, LanePair<TLane> right)
    {
        _first.AddProduct(left._first, right._first);
        _second.AddProduct(left._second, right._second);
    }
}
