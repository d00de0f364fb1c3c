namespace Patina.Memory.Native;

internal enum TSInputEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Custom,
}
