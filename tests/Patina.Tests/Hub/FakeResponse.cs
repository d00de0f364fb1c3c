namespace Patina.Tests.Hub;

/// <summary>What a <see cref="FakeHub"/> answers, and how badly.</summary>
internal sealed record FakeResponse(int Status)
{
    public Dictionary<string, string> Headers { get; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>Close the connection after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Send nothing more after so many bytes of the body, and keep the connection open.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Send the body in pieces of so many bytes, with a pause after each.</summary>
    public int? TricklePiece { get; init; }

    public FakeResponse With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
