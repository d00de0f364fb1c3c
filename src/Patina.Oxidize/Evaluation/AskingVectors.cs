using Patina.Numerics;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Evaluation;

/// <summary>How held-out questions enter the space of a projection: through the network, and files that ask moved toward their known partners.</summary>
/// <param name="partners">Of the relations before the questions.</param>
/// <param name="share">As <see cref="KnownPartners.Move"/> takes it.</param>
internal sealed class AskingVectors(Projection projection, Gemm gemm, KnownPartners partners, double share)
{
    public Projection Projection => projection;

    /// <param name="vectors">The questions' raw vectors, [questions × input].</param>
    /// <param name="projected">The candidates, projected: partners that are none of them do not count.</param>
    /// <returns>[questions × output], rows of unit length.</returns>
    public float[] Of(
        IReadOnlyList<HeldOutQuestion> questions, ReadOnlySpan<float> vectors, CandidateMatrix projected, CancellationToken cancellation)
    {
        var output = projection.OutputDimension;
        var moved = new float[questions.Count * output];
        projection.Project(vectors, questions.Count, moved, gemm, cancellation, ask: true);
        for (var i = 0; i < questions.Count; i++)
        {
            if (questions[i].Subject is { } subject)
                partners.Move(subject, moved.AsSpan(i * output, output), share, projected.TryRead);
        }

        return moved;
    }
}
