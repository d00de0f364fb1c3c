using Patina.Pretrain.Output;
using Patina.Pretrain.Training;
using Patina.Safetensors;
using Patina.Tokenizers;

namespace Patina.Pretrain;

/// <summary>A static model to go on from: its table and its tokenizer.</summary>
internal sealed record StartModel(EmbeddingWeights Weights, byte[] TokenizerJson)
{
    /// <exception cref="PretrainException"><see cref="PretrainError.BadStart"/>.</exception>
    public static StartModel Load(string folder)
    {
        try
        {
            var (weights, tokenizer) = (Path.Combine(folder, ModelFolder.WeightsName), Path.Combine(folder, ModelFolder.TokenizerName));
            if (!File.Exists(weights) || !File.Exists(tokenizer))
                throw Bad(folder, $"there is no {ModelFolder.WeightsName} with a {ModelFolder.TokenizerName}");
            using var file = SafetensorsFile.Open(weights);
            if (!file.Tensors.TryGetValue("embeddings", out var table) || table.Shape is not [> 0 and <= 65_000, 64 or 128 or 256])
                throw Bad(folder, "there is no tensor 'embeddings' of [up to 65000 pieces, 64, 128 or 256]");
            if (file.Tensors.Keys.Except(["embeddings", "scales"]).FirstOrDefault() is { } other)
                throw Bad(folder, $"its tensor '{other}' is not one that training keeps");
            var json = File.ReadAllBytes(tokenizer);
            var pieces = Tokenizer.Parse(json, tokenizer).VocabularySize;
            if (pieces != table.Shape[0])
                throw Bad(folder, $"the tokenizer has {pieces} pieces, the table {table.Shape[0]} rows");
            return new StartModel(EmbeddingWeights.Of(ReadTable(file, table), (int)table.Shape[1]), json);
        }
        catch (Exception error) when (error is SafetensorsException or TokenizerException or IOException or UnauthorizedAccessException)
        {
            throw Bad(folder, error.Message);
        }
    }

    private static float[] ReadTable(SafetensorsFile file, TensorInfo table)
    {
        if (table.DType != DType.I8)
            return file.ReadFloats("embeddings");
        var scales = file.Tensors.ContainsKey("scales") ? file.ReadFloats("scales") : null;
        var numbers = file.GetBytes(table);
        var values = new float[numbers.Length];
        var columns = (int)table.Shape[1];
        for (var i = 0; i < values.Length; i++)
            values[i] = (sbyte)numbers[i] * (scales is null ? 1 : scales[i / columns]);
        return values;
    }

    private static PretrainException Bad(string folder, string why) =>
        new(PretrainError.BadStart, $"{folder} cannot be gone on from: {why}. Name a folder with a static model.");
}
