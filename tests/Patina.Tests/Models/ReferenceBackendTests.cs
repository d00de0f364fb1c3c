using Patina.Models;
using Patina.Models.Managed;

namespace Patina.Tests.Models;

/// <summary>Every architecture, computed by the reference backend, against its golden checkpoints.</summary>
public sealed class ReferenceBackendTests
{
    public static TheoryData<string> Checkpoints => [.. GoldenCase.Folders()];

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void GoldenCheckpoint_AllCases_WithinTolerance(string folder)
    {
        using var model = Transformers.Open(folder);
        var ops = new ManagedOps();
        foreach (var golden in GoldenCase.Read(folder))
        {
            var inputs = golden.Inputs();
            golden.AssertPooled(ops.Pool(model.HiddenState(ops, inputs, golden.Layer), inputs.Mask, golden.Pooling).Values);
            golden.AssertLastHiddenState(model.HiddenState(ops, inputs).Values);
        }
    }

    [Fact]
    public void Checkpoints_OfEveryArchitecture_AreThere() =>
        Assert.Equal(Transformers.Known.Order(), GoldenCase.Folders().Select(Open).Distinct().Order());

    private static string Open(string folder)
    {
        using var model = Transformers.Open(folder);
        return model.Shape.Architecture;
    }
}
