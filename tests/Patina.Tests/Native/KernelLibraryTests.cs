using System.Runtime.InteropServices;
using System.Text.Json;
using Patina.USearch;
using Patina.USearch.Native;

namespace Patina.Tests.Native;

public sealed class KernelLibraryTests
{
    /// <summary>What kernels/TreeSitter.cmake lists.</summary>
    [Theory]
    [InlineData("bash")]
    [InlineData("c")]
    [InlineData("c_sharp")]
    [InlineData("cpp")]
    [InlineData("elixir")]
    [InlineData("go")]
    [InlineData("haskell")]
    [InlineData("java")]
    [InlineData("javascript")]
    [InlineData("kotlin")]
    [InlineData("lua")]
    [InlineData("php")]
    [InlineData("python")]
    [InlineData("ruby")]
    [InlineData("rust")]
    [InlineData("scala")]
    [InlineData("swift")]
    [InlineData("tsx")]
    [InlineData("typescript")]
    [InlineData("zig")]
    public unsafe void Grammar_Exported_IsAcceptedByTheRuntime(string grammar)
    {
        var language = ((delegate* unmanaged<void*>)NativeLibrary.GetExport(KernelLibrary.Handle, "tree_sitter_" + grammar))();
        var create = (delegate* unmanaged<void*>)NativeLibrary.GetExport(KernelLibrary.Handle, "ts_parser_new");
        var setLanguage = (delegate* unmanaged<void*, void*, byte>)NativeLibrary.GetExport(KernelLibrary.Handle, "ts_parser_set_language");
        var delete = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(KernelLibrary.Handle, "ts_parser_delete");
        var parser = create();

        Assert.Equal(1, setLanguage(parser, language));
        delete(parser);
    }

    [Fact]
    public unsafe void IndexInitOptions_MatchesTheCompilersLayout()
    {
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t"), sizeof(IndexInitOptions));
        IndexInitOptions options;
        var start = (byte*)&options;
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.metric_kind"), (byte*)&options.MetricKind - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.metric"), (byte*)&options.Metric - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.quantization"), (byte*)&options.Quantization - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.dimensions"), (byte*)&options.Dimensions - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.connectivity"), (byte*)&options.Connectivity - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.expansion_add"), (byte*)&options.ExpansionAdd - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.expansion_search"), (byte*)&options.ExpansionSearch - start);
        Assert.Equal(KernelLibrary.Layout("usearch_init_options_t.multi"), (byte*)&options.Multi - start);
    }

    /// <summary>A build that lost its SIMD kernels answers just as well, only slowly.</summary>
    [SkippableTheory]
    [InlineData(VectorPrecision.F32)]
    [InlineData(VectorPrecision.F16)]
    [InlineData(VectorPrecision.BF16)]
    [InlineData(VectorPrecision.I8)]
    public void HardwareAcceleration_OnAProcessorThatHasSome_IsNotSerial(VectorPrecision precision)
    {
        Skip.IfNot(System.Runtime.Intrinsics.X86.Avx2.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported, "The processor has no SIMD that is used.");
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 64, Precision = precision });

        Assert.NotEqual("serial", index.HardwareAcceleration);
    }

    [Fact]
    public void LockFile_PinsEachDigestAndNoAddress()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "native", "package-lock.json")));
        var packages = document.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0).ToArray();

        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString()));
        Assert.All(packages, package => Assert.False(package.Value.TryGetProperty("resolved", out _)));
    }
}
