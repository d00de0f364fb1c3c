namespace Patina.Embeddings;

/// <summary>Why a model could not be opened or used.</summary>
public enum EmbeddingError
{
    /// <summary>No model of this name comes with the program or is in the registry, and it is no folder.</summary>
    UnknownModel,

    /// <summary>The model has to be fetched first.</summary>
    NotFetched,

    /// <summary>A registry's entry is not right; the message has file and line.</summary>
    BadRegistry,

    /// <summary>The model is not the one that the project's lock file pins.</summary>
    NotAsLocked,

    /// <summary>The runtime does not exist, or this build lacks it.</summary>
    UnknownRuntime,

    /// <summary>A folder named by the recipe lies outside the project.</summary>
    OutsideProject,

    /// <summary>A file that the model's own files name lies outside the model's folder.</summary>
    OutsideModel,

    /// <summary>The folder is missing or lacks a file that a model consists of.</summary>
    MissingFile,

    /// <summary>A settings file is damaged, or a value in it is not what it must be.</summary>
    BadConfig,

    /// <summary>The model asks for something that this library does not implement.</summary>
    Unsupported,

    /// <summary>The weights are damaged, or their shapes do not fit each other.</summary>
    BadWeights,

    /// <summary>The tokenizer is damaged, or not the one that the weights were made for.</summary>
    BadTokenizer,

    /// <summary>A text that the tokenizer cannot turn into tokens.</summary>
    BadText,

    /// <summary>A text got a vector with NaN or infinity in it.</summary>
    NotFinite,

    /// <summary>The library of a runtime is missing, or cannot be loaded.</summary>
    MissingLibrary,

    /// <summary>The weights need more memory than the recipe allows.</summary>
    OutOfMemory,

    /// <summary>Two runtimes are to share a model, and do not give the same vectors of it.</summary>
    RuntimesDiffer,

    /// <summary>The library of a runtime refused a model or failed while it ran; the message has its words.</summary>
    RuntimeFailure,
}
