using Patina.Oxidize.Artifacts;

namespace Patina.Oxidize.Training;

/// <summary>A projection with the record of how it was made.</summary>
internal sealed record TrainedProjection(Projection Projection, ProjectionRecord Record);
