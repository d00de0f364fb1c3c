namespace Patina.Cli.Models;

/// <summary>Whether a model is on this machine.</summary>
internal enum ModelPresence
{
    /// <summary>It has to be fetched.</summary>
    Absent,

    /// <summary>It comes with the program.</summary>
    BuiltIn,

    /// <summary>It is in the hub's cache.</summary>
    Fetched,

    /// <summary>It is a folder of the user's.</summary>
    Folder,
}
