namespace Patina.Hub.Cache;

/// <summary>Held while a blob is fetched, so that two processes do not write one file.</summary>
/// <remarks>On Unix .NET locks a file opened without sharing by flock, as Python's filelock does: programs using the hub wait for each other.</remarks>
internal static class BlobLock
{
    private const int HeldLinux = 11;
    private const int HeldMac = 35;
    private const int HeldWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> AcquireAsync(string folder, string digest, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, digest + ".lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error.HResult is HeldLinux or HeldMac or HeldWindows)
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
