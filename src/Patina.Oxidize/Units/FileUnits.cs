using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Units;

/// <summary>Files; the vector of a file is the mean of its chunks' vectors, at unit length.</summary>
internal sealed class FileUnits(FileTable files, ChunkVectors vectors) : IUnits
{
    private readonly Dictionary<ChunkKey, FileUnit> _byKey = files.All.ToDictionary(file => file.Key);

    public ChunkList List { get; } = new(files.All.Select(file => (file.Key, file.Content)));

    public int Dimension => vectors.Dimension;

    public void Read(IReadOnlyList<ChunkKey> keys, Span<float> room)
    {
        var chunk = new float[Dimension];
        for (var i = 0; i < keys.Count; i++)
        {
            var mean = room.Slice(i * Dimension, Dimension);
            mean.Clear();
            foreach (var part in _byKey[keys[i]].Chunks)
            {
                vectors.Read([part], chunk);
                TensorPrimitives.Add(mean, chunk, mean);
            }

            UnitLength.Normalize(mean);
        }
    }
}
