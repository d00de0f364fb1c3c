namespace Patina.Numerics.Lanes;

/// <summary>
/// A vector register of floats. The GEMM tile is written once over this interface; as the implementations are structs,
/// the compiler makes one specialised tile of each.
/// </summary>
/// <remarks>
/// Not <c>Vector&lt;T&gt;</c>: it stops at 256 bits by default. Sums are changed in place, as the compiler then keeps each
/// in one register; with operators that return a new value it copies registers about.
/// </remarks>
internal unsafe interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>Floats in the register.</summary>
    static abstract int Width { get; }

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(float* source);

    void Store(float* target);

    void Add(TSelf addend);

    /// <summary>Adds left · right, in one rounding where the processor can.</summary>
    void AddProduct(TSelf left, TSelf right);
}
