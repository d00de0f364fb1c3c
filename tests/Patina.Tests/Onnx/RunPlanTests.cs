using Patina.Embeddings;
using Patina.Embeddings.Onnx;

namespace Patina.Tests.Onnx;

public sealed class RunPlanTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void For_SmallModelOnTheProcessor_RunsOneThreadEach() =>
        Assert.Equal(new RunPlan(ExecutionProvider.Cpu, Threads: 1, Runs: 8, BatchTokens: 512), RunPlan.For(ExecutionProvider.Cpu, 8, 90 * Megabyte));

    [Fact]
    public void For_LargeModelOnTheProcessor_RunsOneTextOnAll() =>
        Assert.Equal(new RunPlan(ExecutionProvider.Cpu, Threads: 8, Runs: 1, BatchTokens: 2048), RunPlan.For(ExecutionProvider.Cpu, 8, 2400 * Megabyte));

    [Fact]
    public void For_OtherHardware_RunsOneLargeBatch() =>
        Assert.Equal(new RunPlan(ExecutionProvider.Cuda, Threads: 8, Runs: 1, BatchTokens: 16384), RunPlan.For(ExecutionProvider.Cuda, 8, 90 * Megabyte));
}
