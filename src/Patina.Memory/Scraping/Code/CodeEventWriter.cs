using System.Text.Json;
using Patina.Memory.Events;

namespace Patina.Memory.Scraping.Code;

/// <summary>Writes what a file contains as events: <c>code.file</c>, one per definition, and <c>code.text</c>.</summary>
internal sealed class CodeEventWriter(string path, List<MemoryEvent> events)
{
    public void WriteFile(string language, int lines, CodeModel? model) => Write("code.file", path, json =>
    {
        json.WriteString("language", language);
        json.WriteNumber("lines", lines);
        if (model is null)
            return;
        if (model.Doc.Length > 0)
            json.WriteString("doc", model.Doc);
        json.WriteStartArray("imports");
        foreach (var import in model.Imports)
            WriteImport(json, import);
        json.WriteEndArray();
        WriteCalls(json, model.Calls);
    });

    public void WriteDefinition(Definition definition, CodeBlock block) =>
        Write("code." + definition.Kind, $"{path}::{definition.QualifiedName}", json =>
        {
            json.WriteString("name", definition.Name);
            json.WriteString("qualified_name", definition.QualifiedName);
            json.WriteString("kind", definition.Kind);
            json.WriteString("signature", definition.Signature);
            json.WriteString("doc", definition.Doc);
            json.WriteNumber("start_line", definition.StartLine + 1);
            json.WriteNumber("end_line", definition.EndLine + 1);
            json.WriteNumber("body_start_line", block.StartLine);
            json.WriteNumber("body_end_line", block.EndLine);
            json.WriteString("body", block.Text);
            if (definition.IsInline)
                json.WriteBoolean("inline", true);
            if (definition.IsJoined)
                json.WriteBoolean("joined", true);
            if (block.Parts is not [{ Offset: 0 } only] || only.Length != block.Text.Length)
                WriteParts(json, block.Parts);
            WriteCalls(json, definition.Calls);
        });

    public void WriteText(int startLine, int endLine, ReadOnlySpan<char> text) =>
        events.Add(new MemoryEvent("code.text", "", path, TextData(startLine, endLine, text)));

    /// <summary>The data of an event that is text: its lines, counted from 1.</summary>
    public static string TextData(int startLine, int endLine, ReadOnlySpan<char> text)
    {
        var content = text.ToString();
        return EventJson.Write(json =>
        {
            json.WriteNumber("start_line", startLine);
            json.WriteNumber("end_line", endLine);
            json.WriteString("text", content);
        });
    }

    private void Write(string type, string sourceId, Action<Utf8JsonWriter> fill) =>
        events.Add(new MemoryEvent(type, "", sourceId, EventJson.Write(fill)));

    private static void WriteImport(Utf8JsonWriter json, CodeImport import)
    {
        json.WriteStartObject();
        json.WriteString("module", import.Module);
        EventJson.WriteIfSet(json, "name", import.Name);
        json.WriteNumber("line", import.Line);
        json.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<CodeCall> calls)
    {
        if (calls.Count == 0)
            return;
        json.WriteStartArray("calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("callee", call.Callee);
            EventJson.WriteIfSet(json, "receiver", call.Receiver);
            json.WriteNumber("line", call.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Each part as [first line, last line, offset in the body, length].</summary>
    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<CodePart> parts)
    {
        json.WriteStartArray("parts");
        foreach (var part in parts)
        {
            json.WriteStartArray();
            json.WriteNumberValue(part.StartLine);
            json.WriteNumberValue(part.EndLine);
            json.WriteNumberValue(part.Offset);
            json.WriteNumberValue(part.Length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
