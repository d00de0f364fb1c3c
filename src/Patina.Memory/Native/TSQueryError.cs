namespace Patina.Memory.Native;

internal enum TSQueryError
{
    None,
    Syntax,
    NodeType,
    Field,
    Capture,
    Structure,
    Language,
}
