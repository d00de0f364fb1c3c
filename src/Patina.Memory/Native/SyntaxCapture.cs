namespace Patina.Memory.Native;

/// <summary>A node that a query names.</summary>
/// <param name="Match">Counts the matches of one run from 0; captures of one match follow each other.</param>
/// <param name="Pattern">Which pattern of the query matched, counted from 0.</param>
/// <param name="Name">Index into <see cref="Grammar.CaptureNames"/>.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Character after the last.</param>
/// <param name="HasError">Whether the parser had to skip or invent something inside.</param>
internal readonly record struct SyntaxCapture(int Match, ushort Pattern, ushort Name, int Start, int End, bool HasError);
