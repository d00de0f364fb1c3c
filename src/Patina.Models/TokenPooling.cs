namespace Patina.Models;

/// <summary>How the vectors of a text's tokens become one.</summary>
public enum TokenPooling
{
    /// <summary>Mean over the real tokens.</summary>
    Mean,

    /// <summary>The first real token, whichever side is padded.</summary>
    Cls,

    /// <summary>The last real token, whichever side is padded.</summary>
    LastToken,
}
