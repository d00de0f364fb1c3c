namespace Patina.Memory.Scraping.Code;

/// <param name="Callee">Last component of what is called.</param>
/// <param name="Receiver">What stands before it, in one line; null for nothing.</param>
/// <param name="Line">Counted from 1.</param>
internal readonly record struct CodeCall(string Callee, string? Receiver, int Line);
