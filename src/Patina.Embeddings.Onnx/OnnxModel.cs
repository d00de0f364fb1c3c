using Patina.Embeddings.Onnx.Files;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx;

/// <summary>Opens the graph of a model: its files checked, on the hardware asked for.</summary>
internal static class OnnxModel
{
    /// <param name="graphFile">The graph within the folder, with <c>/</c>.</param>
    /// <param name="pooling">What is to be done above the graph; null takes what it gives.</param>
    /// <exception cref="EmbeddingException">A file is missing, damaged or outside the folder; or the graph is no model of texts.</exception>
    public static OnnxTokenEncoder Open(ModelFiles files, string graphFile, Pooling? pooling, EngineOptions options)
    {
        var path = files.Require(graphFile);
        var graph = GraphFile.Read(path);
        var external = graph.ExternalFiles.Select(name => (Name: name, Path: files.Require(Beside(graphFile, name)))).ToList();

        using var session = new SessionOptions();
        var provider = Providers.Append(session, options.Provider);
        var weights = external.Select(file => file.Path).Append(path).Sum(LengthOf);
        var plan = RunPlan.For(provider, options.Threads ?? Environment.ProcessorCount, weights);
        session.SetThreads(plan.Threads);
        session.SetOptimization(options.Optimization);

        var mapped = new List<(string Name, MappedBytes Content)>();
        try
        {
            // The library follows no links to weights; a hub's cache consists of them.
            foreach (var (name, file) in external.Where(file => new FileInfo(file.Path).LinkTarget is not null))
                mapped.Add((name, new MappedBytes(file)));
            if (mapped.Count > 0)
                session.AddExternalFiles(mapped);

            var opened = external.Count == 0 && options.OptimizedModels is { } cache
                ? OptimizedModels.Open(path, cache, session, provider, options.Optimization)
                : Session.Open(path, session);
            return OnnxTokenEncoder.Create(opened, path, pooling, graph.MixesRows, plan);
        }
        finally
        {
            foreach (var (_, content) in mapped)
                content.Dispose();
        }
    }

    /// <summary>All files that decide the vectors.</summary>
    /// <returns>Relative to the folder, with <c>/</c>.</returns>
    public static IReadOnlyList<string> FilesOf(ModelFiles files, string graphFile) =>
        [graphFile, .. GraphFile.Read(files.Require(graphFile)).ExternalFiles.Select(name => Beside(graphFile, name)).Order(StringComparer.Ordinal)];

    /// <summary>Of the file that a link leads to.</summary>
    private static long LengthOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        return stream.Length;
    }

    private static string Beside(string graphFile, string name)
    {
        var folder = graphFile[..(graphFile.LastIndexOf('/') + 1)];
        return Path.IsPathRooted(name) ? name : folder + name;
    }
}
