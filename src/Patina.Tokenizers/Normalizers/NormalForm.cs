namespace Patina.Tokenizers.Normalizers;

/// <summary>Unicode's four normalization forms.</summary>
internal enum NormalForm
{
    /// <summary>Canonical composition.</summary>
    C,

    /// <summary>Canonical decomposition.</summary>
    D,

    /// <summary>Compatibility composition.</summary>
    KC,

    /// <summary>Compatibility decomposition.</summary>
    KD,
}
