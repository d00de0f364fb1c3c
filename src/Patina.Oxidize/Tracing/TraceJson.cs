using System.Text.Json.Serialization;

namespace Patina.Oxidize.Tracing;

/// <summary>Recorded pairs as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<RecordedPair>))]
internal sealed partial class TraceJson : JsonSerializerContext;
