namespace Patina.USearch;

/// <summary>Why an index could not be read, written or used.</summary>
public enum VectorIndexError
{
    /// <summary>The file does not exist.</summary>
    MissingFile,

    /// <summary>The file is something else.</summary>
    NotAnIndex,

    /// <summary>An index, but of a version, metric, precision or key type that this library does not read.</summary>
    Unsupported,

    /// <summary>An index whose parts contradict each other, or that is cut short.</summary>
    Damaged,

    /// <summary>The native library is not beside the program, or is another version.</summary>
    MissingLibrary,

    /// <summary>The native library could not allocate or refused the call.</summary>
    NativeFailure,
}
