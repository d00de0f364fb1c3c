using SQLitePCL;

namespace Patina.Memory.Storage.Sqlite;

/// <summary>Loads the e_sqlite3 that ships beside the program, once.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <exception cref="MemoryException"><see cref="MemoryError.MissingLibrary"/>.</exception>
    public static void Require() => _ = Loaded.Value;

    private static bool Load()
    {
        try
        {
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            raw.sqlite3_initialize();
            return true;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new MemoryException(
                MemoryError.MissingLibrary,
                $"The native library e_sqlite3 could not be loaded from {AppContext.BaseDirectory}. "
                + "It is made by the build: run 'dotnet build' again and read its first error.",
                missing);
        }
    }
}
