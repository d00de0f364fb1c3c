using Patina.Eval.Results;

namespace Patina.Cli.Benchmarks;

/// <summary>A finished row of the table.</summary>
/// <param name="Quality">Null where nothing was asked.</param>
/// <param name="SpeedKept">Whether it was measured before.</param>
/// <param name="QualityKept">Likewise.</param>
/// <param name="CosineToFp32">The lowest to the model's vectors in 32 bits; null where these were not measured.</param>
/// <param name="Agreement">With the other runtimes at the same precision.</param>
internal sealed record MeasuredRow(
    MeasuredResult Speed, MeasuredResult? Quality, bool SpeedKept, bool QualityKept, double? CosineToFp32, IReadOnlyList<AgreementFigure> Agreement);
