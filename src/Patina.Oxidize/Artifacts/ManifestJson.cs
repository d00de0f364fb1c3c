using System.Text.Json.Serialization;

namespace Patina.Oxidize.Artifacts;

/// <summary>Manifests as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, IgnoreReadOnlyProperties = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ManifestDocument))]
[JsonSerializable(typeof(ProjectionRecord))]
internal sealed partial class ManifestJson : JsonSerializerContext;
