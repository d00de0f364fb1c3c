using System.Text.Json;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads a file of JSON value by value, where the large ones are left to a <see cref="JsonScanner"/>.</summary>
internal ref struct JsonStream(ReadOnlySpan<byte> utf8, int maxDepth)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private Utf8JsonReader _reader = new(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
    private int _start;

    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <inheritdoc cref="Utf8JsonReader.Read"/>
    public bool Read() => _reader.Read();

    /// <summary>Reads the name of the next field and the beginning of its value.</summary>
    /// <returns>False at the end of the object.</returns>
    public bool TryReadField(out string name)
    {
        name = _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName ? _reader.GetString()! : "";
        return _reader.TokenType == JsonTokenType.PropertyName && _reader.Read();
    }

    /// <summary>Takes the value that the stream stands at.</summary>
    public JsonElement ReadElement() => JsonElement.ParseValue(ref _reader);

    /// <summary>Gives the array or object that the stream stands at to a scanner.</summary>
    public readonly JsonScanner BeginScan() => new(_utf8, _start + (int)_reader.BytesConsumed);

    /// <summary>Goes on behind the array or object, of which the scanner has read all but the closing bracket.</summary>
    public void EndScan(in JsonScanner scanner)
    {
        _start = scanner.Position;
        _reader = new Utf8JsonReader(_utf8[_start..], isFinalBlock: true, _reader.CurrentState);
        _reader.Read();
    }
}
