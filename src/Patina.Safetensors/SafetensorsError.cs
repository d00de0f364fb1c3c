namespace Patina.Safetensors;

/// <summary>Which rule of the format a file breaks.</summary>
public enum SafetensorsError
{
    /// <summary>The file ends before the 8 bytes of the header's length.</summary>
    HeaderTooSmall,

    /// <summary>The header is longer than 100,000,000 bytes.</summary>
    HeaderTooLarge,

    /// <summary>The header would end behind the end of the file.</summary>
    HeaderTruncated,

    /// <summary>The header is not UTF-8.</summary>
    HeaderNotUtf8,

    /// <summary>The header is not one JSON object, or nests deeper than a header does.</summary>
    HeaderNotJson,

    /// <summary>A name occurs twice in one object.</summary>
    DuplicateKey,

    /// <summary><c>__metadata__</c> is not an object of strings.</summary>
    InvalidMetadata,

    /// <summary>An entry does not consist of dtype, shape and data_offsets in their forms.</summary>
    InvalidEntry,

    /// <summary>The dtype is not one of the format's.</summary>
    UnknownDType,

    /// <summary>The number of elements or bytes does not fit in 64 bits.</summary>
    ShapeOverflow,

    /// <summary>Elements smaller than a byte do not fill the last byte.</summary>
    Misaligned,

    /// <summary>Shape and dtype need another number of bytes than the offsets cover.</summary>
    SizeMismatch,

    /// <summary>The offsets run backwards or behind the end of the file.</summary>
    OffsetsOutOfRange,

    /// <summary>Two tensors share bytes.</summary>
    Overlap,

    /// <summary>Bytes between two tensors belong to none.</summary>
    Hole,

    /// <summary>Bytes after the last tensor belong to none.</summary>
    TrailingBytes,

    /// <summary>The file has no tensor of the name asked for.</summary>
    TensorNotFound,

    /// <summary>The elements have no conversion to 32-bit floats.</summary>
    UnsupportedConversion,

    /// <summary>A tensor is larger than one span can cover.</summary>
    TensorTooLarge,
}
