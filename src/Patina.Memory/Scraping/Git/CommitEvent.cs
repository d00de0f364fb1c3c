using System.Text.Json;
using Patina.Memory.Events;

namespace Patina.Memory.Scraping.Git;

/// <summary>A commit as it stands in the event log.</summary>
internal sealed record CommitEvent(CommitHeader Header, CommitMessage Message, CommitChanges Changes)
{
    public const string Type = "git.commit";

    public static CommitEvent Of(CommitHeader header, CommitChanges changes) =>
        new(header, CommitMessageParser.Parse(header.Message), changes);

    public MemoryEvent ToEvent() => new(Type, Header.AuthorDate, Header.Sha, EventJson.Write(Write));

    /// <summary>Reads what <see cref="ToEvent"/> wrote; the parts of the message are parsed anew.</summary>
    public static CommitEvent FromEvent(MemoryEvent stored)
    {
        using var document = JsonDocument.Parse(stored.Data);
        var data = document.RootElement;
        var header = new CommitHeader(
            data.GetProperty("sha").GetString()!,
            [.. data.GetProperty("parents").EnumerateArray().Select(parent => parent.GetString()!)],
            data.GetProperty("author_name").GetString()!,
            data.GetProperty("author_email").GetString()!,
            stored.Timestamp,
            data.GetProperty("message").GetString()!);
        var files = data.GetProperty("files").EnumerateArray().Select(ReadFile).ToList();
        return Of(header, new CommitChanges(header.Sha, files, data.GetProperty("file_count").GetInt32()));
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("sha", Header.Sha);
        json.WriteString("message", Header.Message);
        json.WriteString("subject", Message.Subject);
        json.WriteString("body", Message.Body);
        json.WriteString("author_name", Header.AuthorName);
        json.WriteString("author_email", Header.AuthorEmail);
        EventJson.WriteStrings(json, "parents", Header.Parents);
        json.WriteNumber("file_count", Changes.FileCount);
        json.WriteStartArray("files");
        foreach (var file in Changes.Files)
            WriteFile(json, file);
        json.WriteEndArray();
        json.WriteStartObject("parsed");
        EventJson.WriteIfSet(json, "type", Message.Type);
        EventJson.WriteIfSet(json, "scope", Message.Scope);
        json.WriteBoolean("breaking", Message.Breaking);
        EventJson.WriteIfSet(json, "pr_ref", Message.PullRequest);
        EventJson.WriteStrings(json, "issue_refs", Message.IssueReferences);
        EventJson.WriteStrings(json, "closes", Message.Closes);
        EventJson.WriteStrings(json, "trailers", Message.Trailers);
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, ChangedFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        EventJson.WriteIfSet(json, "old_path", file.OldPath);
        json.WriteString("change_type", file.Status.ToString());
        EventJson.WriteIfSet(json, "lines_added", file.Added);
        EventJson.WriteIfSet(json, "lines_removed", file.Removed);
        json.WriteEndObject();
    }

    private static ChangedFile ReadFile(JsonElement file) => new(
        file.GetProperty("path").GetString()!,
        file.TryGetProperty("old_path", out var oldPath) ? oldPath.GetString() : null,
        file.GetProperty("change_type").GetString()![0],
        file.TryGetProperty("lines_added", out var added) ? added.GetInt32() : null,
        file.TryGetProperty("lines_removed", out var removed) ? removed.GetInt32() : null);
}
