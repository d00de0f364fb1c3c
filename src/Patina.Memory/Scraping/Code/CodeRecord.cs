using System.Text.Json;
using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Code;

/// <summary>An event of the code scraper, read back. What an event does not have is empty.</summary>
internal sealed class CodeRecord
{
    public required string Type { get; init; }

    public string Name { get; init; } = "";

    public string QualifiedName { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Signature { get; init; } = "";

    public string Doc { get; init; } = "";

    public int StartLine { get; init; }

    public int EndLine { get; init; }

    public int BodyStartLine { get; init; }

    public int BodyEndLine { get; init; }

    /// <summary>The body of a definition, or a text.</summary>
    public string Body { get; init; } = "";

    public bool IsInline { get; init; }

    public bool IsJoined { get; init; }

    /// <summary>How the body falls into chunks.</summary>
    public CodePart[] Parts { get; init; } = [];

    public CallRow[] Calls { get; init; } = [];

    public ImportRow[] Imports { get; init; } = [];

    public static CodeRecord Read(MemoryEvent source)
    {
        using var document = JsonDocument.Parse(source.Data);
        var data = document.RootElement;
        var caller = Text(data, "qualified_name");
        var body = Text(data, "body") is { Length: > 0 } own ? own : Text(data, "text");
        var (start, end) = (Number(data, "start_line"), Number(data, "end_line"));
        return new CodeRecord
        {
            Type = source.Type,
            Name = Text(data, "name"),
            QualifiedName = caller,
            Kind = Text(data, "kind"),
            Signature = Text(data, "signature"),
            Doc = Text(data, "doc"),
            StartLine = start,
            EndLine = source.Type == "code.file" ? Number(data, "lines") : end,
            BodyStartLine = Number(data, "body_start_line"),
            BodyEndLine = Number(data, "body_end_line"),
            Body = body,
            IsInline = data.TryGetProperty("inline", out _),
            IsJoined = data.TryGetProperty("joined", out _),
            Parts = ReadParts(data, body.Length),
            Calls = ReadAll(data, "calls", call => new CallRow(
                caller.Length > 0 ? caller : null, Text(call, "callee"), TextOrNull(call, "receiver"), Number(call, "line"))),
            Imports = ReadAll(data, "imports", import => new ImportRow(
                Text(import, "module"), TextOrNull(import, "name"), Number(import, "line"))),
        };
    }

    private static CodePart[] ReadParts(JsonElement data, int length)
    {
        if (!data.TryGetProperty("parts", out _))
            return [new CodePart(Number(data, "body_start_line"), Number(data, "body_end_line"), 0, length)];
        return ReadAll(data, "parts", part => new CodePart(
            part[0].GetInt32(), part[1].GetInt32(), part[2].GetInt32(), part[3].GetInt32()));
    }

    private static T[] ReadAll<T>(JsonElement data, string name, Func<JsonElement, T> read) =>
        data.TryGetProperty(name, out var array) ? [.. array.EnumerateArray().Select(read)] : [];

    private static string Text(JsonElement data, string name) => TextOrNull(data, name) ?? "";

    private static string? TextOrNull(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
}
