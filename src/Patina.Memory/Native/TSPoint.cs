namespace Patina.Memory.Native;

/// <summary>A position; both counted from 0, the column in bytes.</summary>
internal readonly struct TSPoint
{
    public readonly uint Row;
    public readonly uint Column;
}
