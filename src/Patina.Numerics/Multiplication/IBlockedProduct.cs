namespace Patina.Numerics.Multiplication;

/// <summary>A matrix product compiled for one vector width.</summary>
internal interface IBlockedProduct
{
    int Threads { get; }

    /// <param name="result">Row-major [rows × columns].</param>
    unsafe void Multiply(Operand left, Operand right, float* result, ProductShape shape, bool accumulate);
}
