namespace Patina.Memory.Events;

/// <summary>One row of the event log.</summary>
/// <param name="Type">Dotted, as <c>code.function</c>, <c>git.commit</c>, <c>session.decision</c>, <c>doc.section</c>.</param>
/// <param name="Timestamp">When it happened: ISO 8601 for commits and notes; the empty string for the state of a file.</param>
/// <param name="SourceId">What it is about: a commit hash, a session id, <c>path::qualified_name</c>.</param>
/// <param name="Data">A JSON object.</param>
public readonly record struct MemoryEvent(string Type, string Timestamp, string SourceId, string Data);
