namespace Patina.Hub.Cache;

/// <summary>Says plainly why a cache cannot be written.</summary>
internal static class Writing
{
    private const int NoSpaceUnix = 28;
    private const int QuotaUnix = 122;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    public static bool IsDenied(Exception error) => error is IOException or UnauthorizedAccessException;

    public static HubException Failure(Exception error, string folder) => error switch
    {
        UnauthorizedAccessException => NoPermission(error, folder),
        { HResult: NoSpaceUnix or QuotaUnix or NoSpaceWindows } => Full(folder, null, error),
        _ => NoPermission(error, folder),
    };

    public static HubException Full(string folder, long? needed, Exception? error = null) =>
        new(HubError.DiskFull,
            $"{folder}: the disk has no room{(needed is { } bytes ? $" for {(bytes + 999_999) / 1_000_000} MB" : "")}. Free some, or set HF_HOME to a folder on "
            + "another disk, and run the command again; what was fetched so far is kept.", error);

    private static HubException NoPermission(Exception error, string folder) =>
        new(HubError.NoPermission,
            $"{folder}: cannot be written ({error.Message.TrimEnd('.')}). Give this user the right to write there, or set HF_HOME to another folder.", error);
}
