namespace Patina.Memory.Native;

/// <summary><c>const TSLanguage *</c>: static data inside the native library, never freed.</summary>
internal readonly record struct TSLanguage(nint Address);
