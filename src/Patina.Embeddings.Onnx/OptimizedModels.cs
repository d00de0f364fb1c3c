using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx;

/// <summary>Keeps graphs as the library rewrote them, so that the next start need not.</summary>
internal static class OptimizedModels
{
    /// <param name="cache">The folder; made if it is not there.</param>
    /// <param name="options">Of the session; may be changed.</param>
    public static Session Open(string path, string cache, SessionOptions options, ExecutionProvider provider, GraphOptimization optimization)
    {
        var kept = Path.Combine(cache, NameFor(path, provider, optimization));
        if (File.Exists(kept) && OpenKept(kept, options) is { } opened)
            return opened;

        options.SetOptimization(optimization);
        Directory.CreateDirectory(cache);
        var temporary = $"{kept}.{Environment.ProcessId}.tmp";
        try
        {
            options.SetOptimizedModelPath(temporary);
            var session = Session.Open(path, options);
            File.Move(temporary, kept, overwrite: true);
            return session;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <returns>Null for a file that is damaged, which is made again.</returns>
    private static Session? OpenKept(string kept, SessionOptions options)
    {
        options.SetOptimization(GraphOptimization.None);
        try
        {
            return Session.Open(kept, options);
        }
        catch (EmbeddingException)
        {
            return null;
        }
    }

    /// <summary>A rewritten graph fits one file, one version of the library and one kind of processor.</summary>
    private static string NameFor(string path, ExecutionProvider provider, GraphOptimization optimization)
    {
        var file = new FileInfo(path);
        var parts = $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n{OrtApi.Instance.LibraryVersion}\n{provider}\n{optimization}\n" +
            $"{RuntimeInformation.ProcessArchitecture}\n{System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated}";
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..32]}.onnx";
    }
}
