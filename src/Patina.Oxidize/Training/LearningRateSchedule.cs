namespace Patina.Oxidize.Training;

/// <summary>Rises evenly over the first part of the steps, then falls along half a cosine to zero.</summary>
internal sealed class LearningRateSchedule(double highest, int steps, double warmUpShare = 0.1)
{
    private readonly int _warmUp = (int)(steps * warmUpShare);

    /// <param name="step">Counted from 0.</param>
    public double At(int step) => step < _warmUp
        ? highest * (step + 1) / (_warmUp + 1)
        : highest * 0.5 * (1 + Math.Cos(Math.PI * (step - _warmUp) / Math.Max(1, steps - _warmUp)));
}
