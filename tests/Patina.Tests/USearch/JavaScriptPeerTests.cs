using System.Diagnostics;
using System.Globalization;
using Patina.USearch;

namespace Patina.Tests.USearch;

/// <summary>USearch's own JavaScript binding, prebuilt by its authors, reads what we write and the other way round.</summary>
public sealed class JavaScriptPeerTests
{
    private const int Dimensions = 12;
    private const int Rows = 400;

    private static readonly string Package = Path.Combine(Repository.Root, "artifacts", "native", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "build", "node_modules", "usearch");

    [SkippableFact]
    public void Load_FileWrittenHere_AnswersTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "ours.usearch");
        var query = Vectors.Random(1, Dimensions, seed: 60);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
        index.AddBatch(Vectors.Keys(Rows, 1_000), Vectors.Random(Rows, Dimensions, seed: 61));
        index.Save(path);

        var output = Node($"index.load({Quote(path)}); console.log(index.search(new Float32Array([{Join(query)}]), 10, 1).keys.join(' '));");

        Assert.Equal(string.Join(' ', index.Search(query, 10).Select(match => match.Key)), output);
    }

    [SkippableFact]
    public void View_FileWrittenThere_AnswersTheSame()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "theirs.usearch");
        var vectors = Vectors.Random(Rows, Dimensions, seed: 62);
        var query = Vectors.Random(1, Dimensions, seed: 63);

        var output = Node($$"""
            const vectors = new Float32Array([{{Join(vectors)}}]);
            for (let row = 0; row < {{Rows}}; row++) index.add(BigInt(row), vectors.subarray(row * {{Dimensions}}, (row + 1) * {{Dimensions}}));
            index.save({{Quote(path)}});
            console.log(index.search(new Float32Array([{{Join(query)}}]), 10, 1).keys.join(' '));
            """);

        using var viewed = VectorIndex.View(path);
        Assert.Equal(output, string.Join(' ', viewed.Search(query, 10).Select(match => match.Key)));
        Vectors.AssertNearest(vectors, Dimensions, query, viewed.ExactSearch(query, 10));
    }

    /// <returns>What the program printed; it has an empty cosine index in f32 by the name of <c>index</c>.</returns>
    private static string Node(string program)
    {
        Skip.IfNot(Directory.Exists(Package), "The usearch package is not here: the native libraries were not built in this checkout.");
        using var folder = new TemporaryFolder();
        var script = folder.Write("peer.cjs", $$"""
            let usearch;
            try { usearch = require({{Quote(Package)}}); } catch (error) { console.error(error.message); process.exit(9); }
            const index = new usearch.Index({ metric: 'cos', dimensions: {{Dimensions}}, quantization: 'f32' });
            {{program}}
            """);
        using var process = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Skip.If(process.ExitCode == 9, $"The prebuilt binding does not load here: {errors.Result}");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    private static string Join(float[] values) => string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static string Quote(string path) => System.Text.Json.JsonSerializer.Serialize(path);
}
