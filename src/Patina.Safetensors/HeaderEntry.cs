using System.Text.Json;

namespace Patina.Safetensors;

/// <summary>One tensor as the header words it, its form checked, its numbers not yet.</summary>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last.</param>
internal sealed record HeaderEntry(string Name, DType DType, ulong[] Shape, ulong Begin, ulong End)
{
    /// <param name="reader">Stands on the entry's first token; is left on its last.</param>
    public static HeaderEntry Read(ref Utf8JsonReader reader, string path, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Invalid(path, name, "is not an object");

        DType? dtype = null;
        ulong[]? shape = null;
        ulong[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype" when dtype is null: dtype = ReadDType(ref reader, path, name); break;
                case "shape" when shape is null: shape = ReadNumbers(ref reader, path, name, field); break;
                case "data_offsets" when offsets is null: offsets = ReadNumbers(ref reader, path, name, field); break;
                case "dtype" or "shape" or "data_offsets":
                    throw SafetensorsException.Damaged(SafetensorsError.DuplicateKey, path,
                        $"tensor {SafetensorsException.Quote(name)} has {field} twice");
                default:
                    throw Invalid(path, name, $"has a field {SafetensorsException.Quote(field)} that the format lacks");
            }
        }

        if (dtype is null || shape is null || offsets is not [var begin, var end])
            throw Invalid(path, name, "needs dtype, shape and data_offsets [begin, end]");
        return new HeaderEntry(name, dtype.Value, shape, begin, end);
    }

    private static DType ReadDType(ref Utf8JsonReader reader, string path, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw Invalid(path, name, "has a dtype that is not a string");

        var text = reader.GetString()!;
        if (DTypes.TryParse(text, out var dtype))
            return dtype;
        throw new SafetensorsException(SafetensorsError.UnknownDType,
            $"{path}: tensor {SafetensorsException.Quote(name)} has dtype {SafetensorsException.Quote(text)}; " +
            $"known are {string.Join(", ", Enum.GetNames<DType>())}. The file is damaged or newer than this program.");
    }

    private static ulong[] ReadNumbers(ref Utf8JsonReader reader, string path, string name, string field)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Invalid(path, name, $"has {field} that is not an array");

        var numbers = new List<ulong>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out var number))
                throw Invalid(path, name, $"has {field} with an element that is not a whole number of 64 bits");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static SafetensorsException Invalid(string path, string name, string what) =>
        SafetensorsException.Damaged(SafetensorsError.InvalidEntry, path, $"tensor {SafetensorsException.Quote(name)} {what}");
}
