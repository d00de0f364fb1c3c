using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Training;

/// <summary>A projection with the record of how it was made.</summary>
/// <param name="TracePath">A file that says what it was trained on; null where that was not asked for.</param>
internal sealed record TrainedProjection(Projection Projection, ProjectionRecord Record, string? TracePath = null);
