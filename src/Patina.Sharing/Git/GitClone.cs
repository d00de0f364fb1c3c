using System.Diagnostics;
using Patina.Memory.Scraping.Git;

namespace Patina.Sharing.Git;

/// <summary>Clones a repository so that only the one protocol of its address can be used, and nothing of it is run or checked out.</summary>
internal static class GitClone
{
    public const string FolderName = "clone.git";

    private const long MaxBytes = 256L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="folder">Empty; receives the clone as <see cref="FolderName"/>.</param>
    /// <exception cref="SharingException"><see cref="SharingError.NotFetched"/>, <see cref="SharingError.TooLarge"/>.</exception>
    public static void Run(string executable, GitAddress address, string folder, bool wholeHistory, CancellationToken cancellation)
    {
        using var process = GitProcess.Start(StartOf(executable, address, folder, wholeHistory), withInput: false, cancellation);
        var watch = Stopwatch.StartNew();
        while (!process.WaitForEnd(Interval))
        {
            cancellation.ThrowIfCancellationRequested();
            if (watch.Elapsed > Patience)
                throw new SharingException(SharingError.NotFetched, $"{address.Url} could not be fetched within {Patience.TotalMinutes:0} minutes. Clone it yourself and give the folder.");
            CheckSize(folder, address);
        }

        if (process.Finish() != 0)
            throw new SharingException(SharingError.NotFetched, $"git could not fetch {address.Url}: {process.Errors}");
        CheckSize(folder, address);
    }

    private static ProcessStartInfo StartOf(string executable, GitAddress address, string folder, bool wholeHistory)
    {
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        GitProgram.Harden(start, address.Protocol);
        string[] settings =
        [
            "protocol.allow=never", $"protocol.{address.Protocol}.allow=always", "core.hooksPath=/dev/null", "core.fsmonitor=false",
            "transfer.fsckObjects=true", "fetch.fsckObjects=true", "submodule.recurse=false", "fetch.uriProtocols=",
        ];
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        foreach (var argument in (string[])["clone", "--quiet", "--bare", "--no-tags", "--single-branch", "--template=", "--no-recurse-submodules"])
            start.ArgumentList.Add(argument);
        if (address.Protocol == "file")
            start.ArgumentList.Add("--no-local");
        if (!wholeHistory)
            start.ArgumentList.Add("--depth=1");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(address.Url);
        start.ArgumentList.Add(FolderName);
        return start;
    }

    private static void CheckSize(string folder, GitAddress address)
    {
        long bytes = 0;
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
                bytes += file.Length;
        }
        catch (IOException)
        {
            // Git renames its files as it goes; the next look sees them.
        }

        if (bytes > MaxBytes)
            throw new SharingException(SharingError.TooLarge, $"{address.Url} has more than {MaxBytes >> 20} MB; repositories of recipes and votes have a few. Clone it yourself and give the folder.");
    }
}
