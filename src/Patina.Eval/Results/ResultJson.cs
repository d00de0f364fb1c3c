using System.Text.Json.Serialization;

namespace Patina.Eval.Results;

/// <summary>Results as JSON, without reflection. Keys that a later version adds are passed over.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    NewLine = "\n")]
[JsonSerializable(typeof(MeasuredResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
