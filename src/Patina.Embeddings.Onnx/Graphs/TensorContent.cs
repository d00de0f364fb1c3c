namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>Writes the content of tensors block by block, and can be stopped between two.</summary>
/// <param name="written">Told after each block: the tensor's name, and all bytes up to there.</param>
internal sealed class TensorContent(Action<string, long>? written, CancellationToken cancellation)
{
    private long _total;

    public void Write(string name, GraphTensor tensor, Stream stream)
    {
        var length = 0L;
        foreach (var block in tensor.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            stream.Write(block.Span);
            length += block.Length;
            _total += block.Length;
            written?.Invoke(name, _total);
        }

        if (length != tensor.ByteLength)
            throw new InvalidOperationException($"Tensor {name} of {tensor.ByteLength} bytes was written as {length}.");
    }
}
