namespace Patina.Numerics.Multiplication;

/// <summary>[Rows × Depth] · [Depth × Columns].</summary>
internal readonly record struct ProductShape(int Rows, int Columns, int Depth);
