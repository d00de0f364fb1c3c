using System.Diagnostics;
using Patina.Hub;

namespace Patina.Tests.Hub;

/// <summary>A disk that is full in the middle of a file: a file system in memory, made smaller than the model.</summary>
public sealed class FullDiskTests
{
    [SkippableFact]
    public void Pull_DiskThatFillsUpInMidFile_SaysSoAndGoesOnWhenThereIsRoom()
    {
        using var pull = new HubPull();
        using var disk = SmallDisk.Mount(pull.Options.CacheFolder, kilobytes: 64);
        Skip.If(disk is null, "needs Linux and the right to mount a file system in memory");
        pull.AddModel();
        pull.Options = pull.Options with { FreeBytes = _ => long.MaxValue }; // as if another program filled the disk meanwhile

        var error = pull.Refused();
        Assert.Equal(HubError.DiskFull, error.Reason);
        Assert.Contains(pull.Root, error.Message);
        var kept = new FileInfo(Path.Combine(pull.Root, "blobs", FakeHub.Sha256(HubPull.Weights) + ".incomplete")).Length;
        Assert.InRange(kept, 1, 64 * 1024);
        Assert.False(File.Exists(Path.Combine(pull.Root, "snapshots", FakeHub.Commit, "onnx", "model.onnx")));

        disk!.Resize(kilobytes: 1024);
        var froms = new List<int?>();
        pull.InterceptWeights(request =>
        {
            froms.Add(request.From);
            return null;
        });
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(pull.Pull().Folder, "onnx", "model.onnx")));
        Assert.Equal([(int)kept], froms);
    }

    private sealed class SmallDisk(string folder) : IDisposable
    {
        /// <summary>Null where this user may not mount.</summary>
        public static SmallDisk? Mount(string folder, int kilobytes)
        {
            if (!OperatingSystem.IsLinux())
                return null;
            Directory.CreateDirectory(folder);
            return Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder) ? new SmallDisk(folder) : null;
        }

        public void Resize(int kilobytes) => Assert.True(Run("mount", "-o", $"remount,size={kilobytes}k", folder));

        public void Dispose() => Run("umount", "-l", folder);

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
