namespace Patina.Oxidize.Training;

/// <summary>Some weights of a projection.</summary>
/// <param name="Name">As in its file: <c>w1.weight</c>.</param>
/// <param name="Values">Row-major.</param>
public readonly record struct ProjectionTensor(string Name, IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values);
