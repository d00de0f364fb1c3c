using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Patina.Models;
using Patina.Models.Managed;
using Patina.Safetensors;

namespace Patina.Tests.Models;

/// <summary>The forms in which real checkpoints come, and what is refused.</summary>
public sealed class CheckpointVariantTests
{
    [Fact]
    public void Shards_GiveTheSameVectors()
    {
        using var checkpoint = new EditedCheckpoint("qwen3-A");
        AssertGolden(checkpoint, checkpoint.WriteShards(3));
    }

    [Theory]
    [InlineData("bert-A", "bert.")]
    [InlineData("nomic_bert-A", "bert.")]
    [InlineData("modernbert-A", "model.")]
    [InlineData("qwen3-A", "base.model.")]
    public void Prefix_AnyBeforeAllNames_IsFound(string source, string prefix)
    {
        using var checkpoint = new EditedCheckpoint(source);
        foreach (var name in checkpoint.Floats.Keys)
            checkpoint.Rename(name, prefix + name);
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Fact]
    public void GammaAndBeta_AreTheWeightsOfANorm()
    {
        using var checkpoint = new EditedCheckpoint("bert-A");
        foreach (var name in checkpoint.Floats.Keys.Where(name => name.Contains("LayerNorm", StringComparison.Ordinal)))
            checkpoint.Rename(name, name.Replace("weight", "gamma", StringComparison.Ordinal).Replace("bias", "beta", StringComparison.Ordinal));
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Theory]
    [InlineData(DType.BF16)]
    [InlineData(DType.F16)]
    [InlineData(DType.F64)]
    public void StorageType_Narrower_GivesTheVectorsOfTheRoundedNumbers(DType type)
    {
        using var narrow = new EditedCheckpoint("qwen3-A");
        using var rounded = new EditedCheckpoint("qwen3-A");
        foreach (var (name, (values, shape)) in narrow.Floats)
        {
            narrow.Tensors[name] = TensorData.Bytes(name, type, Store(type, values), shape);
            rounded.Tensors[name] = TensorData.Floats(name, Array.ConvertAll(values, value => Rounded(type, value)), shape);
        }

        Assert.Equal(Vectors(rounded.Write(), rounded), Vectors(narrow.Write(), narrow));
    }

    [Theory]
    [InlineData(2, 32)]
    [InlineData(4, 32)]
    [InlineData(8, 32)]
    [InlineData(8, 16)]
    public void GroupsOfMlx_GiveTheVectorsOfTheRoundedNumbers(int bits, int group)
    {
        using var packed = new EditedCheckpoint("qwen3-A");
        using var rounded = new EditedCheckpoint("qwen3-A");
        packed.Config["quantization"] = new JsonObject { ["group_size"] = group, ["bits"] = bits };
        foreach (var (name, (_, shape)) in packed.Floats.Where(tensor => tensor.Value.Shape.Length == 2))
            rounded.Tensors[name] = TensorData.Floats(name, packed.Quantize(name, bits, group), shape);

        Assert.Equal(Vectors(rounded.Write(), rounded), Vectors(packed.Write(), packed));
    }

    [Fact]
    public void GroupsOfMlx_OneMatrixByItsOwnSettings_IsReadByThem()
    {
        using var packed = new EditedCheckpoint("qwen3-A");
        using var rounded = new EditedCheckpoint("qwen3-A");
        const string module = "layers.0.mlp.down_proj";
        packed.Config["quantization"] = new JsonObject
        {
            ["group_size"] = 32,
            ["bits"] = 4,
            [module] = new JsonObject { ["group_size"] = 16, ["bits"] = 8 },
        };
        foreach (var name in new[] { module + ".weight", "layers.1.mlp.up_proj.weight" })
        {
            var settings = name.StartsWith(module, StringComparison.Ordinal) ? (Bits: 8, Group: 16) : (Bits: 4, Group: 32);
            rounded.Tensors[name] = TensorData.Floats(name, packed.Quantize(name, settings.Bits, settings.Group), packed.Floats[name].Shape);
        }

        Assert.Equal(Vectors(rounded.Write(), rounded), Vectors(packed.Write(), packed));
    }

    [Fact]
    public void RopeParameters_OfTransformers5_MeanTheSame()
    {
        using var checkpoint = new EditedCheckpoint("olmo3-A-yarn");
        var yarn = checkpoint.Config["rope_scaling"]!.DeepClone().AsObject();
        yarn["rope_theta"] = checkpoint.Config["rope_theta"]!.DeepClone();
        checkpoint.Config["rope_parameters"] = new JsonObject
        {
            ["full_attention"] = yarn,
            ["sliding_attention"] = new JsonObject { ["rope_type"] = "default", ["rope_theta"] = checkpoint.Config["rope_theta"]!.DeepClone() },
        };
        checkpoint.Config.Remove("rope_scaling");
        checkpoint.Config.Remove("rope_theta");
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Fact]
    public void RopeParameters_ForTheWholeModel_HoldTheTheta()
    {
        using var checkpoint = new EditedCheckpoint("qwen3-A");
        checkpoint.Config["rope_parameters"] = new JsonObject { ["rope_type"] = "default", ["rope_theta"] = checkpoint.Config["rope_theta"]!.DeepClone() };
        checkpoint.Config["dtype"] = "float32";
        foreach (var old in new[] { "rope_theta", "rope_scaling", "torch_dtype" })
            checkpoint.Config.Remove(old);
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Fact]
    public void RopeParameters_ByKindOfLayer_HoldTheThetasOfModernBert()
    {
        using var checkpoint = new EditedCheckpoint("modernbert-A");
        var config = checkpoint.Config;
        config["rope_parameters"] = new JsonObject
        {
            ["full_attention"] = new JsonObject { ["rope_type"] = "default", ["rope_theta"] = config["global_rope_theta"]!.DeepClone() },
            ["sliding_attention"] = new JsonObject { ["rope_type"] = "default", ["rope_theta"] = config["local_rope_theta"]!.DeepClone() },
        };
        config["layer_types"] = new JsonArray(
            [.. Enumerable.Range(0, 5).Select(layer => (JsonNode)(layer % 3 == 0 ? "full_attention" : "sliding_attention"))]);
        foreach (var old in new[] { "global_rope_theta", "local_rope_theta", "global_attn_every_n_layers" })
            config.Remove(old);
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Theory]
    [InlineData("bert-A", "cls.predictions.decoder.weight")]
    [InlineData("modernbert-A", "head.dense.weight")]
    [InlineData("qwen3-A", "lm_head.weight")]
    [InlineData("olmo3-A", "score.weight")]
    public void TensorsOfOtherHeads_AreIgnored(string source, string name)
    {
        using var checkpoint = new EditedCheckpoint(source);
        checkpoint.Tensors[name] = TensorData.Floats(name, new float[] { 1, 2, 3, 4 }, 2, 2);
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Theory]
    [InlineData("qwen3-A", "layers.0.self_attn.q_proj")]
    [InlineData("olmo3-A", "model.layers.0.self_attn.o_proj")]
    [InlineData("modernbert-A", "layers.1.attn.Wqkv")]
    public void BiasOfAProjection_WhereThereIsOne_IsAdded(string source, string module)
    {
        using var checkpoint = new EditedCheckpoint(source);
        var folder = checkpoint.Write();
        var plain = Vectors(folder, checkpoint);
        var rows = checkpoint.Floats[module + ".weight"].Shape[0];

        checkpoint.Tensors[module + ".bias"] = TensorData.Floats(module + ".bias", new float[rows], rows);
        Assert.Equal(plain, Vectors(checkpoint.Write(), checkpoint));

        checkpoint.Tensors[module + ".bias"] = TensorData.Floats(module + ".bias", Enumerable.Range(0, (int)rows).Select(row => (row % 3) - 1f).ToArray(), rows);
        Assert.NotEqual(plain, Vectors(checkpoint.Write(), checkpoint));
    }

    [Fact]
    public void LayerTypes_FollowFromTheRule_WhereTheListIsMissing()
    {
        using var checkpoint = new EditedCheckpoint("olmo3-A");
        checkpoint.Config.Remove("layer_types");
        AssertGolden(checkpoint, checkpoint.Write());
    }

    [Fact]
    public void MissingTensor_IsNamedWithItsShape()
    {
        using var checkpoint = new EditedCheckpoint("bert-A");
        checkpoint.Tensors.Remove("encoder.layer.1.output.dense.weight");

        var failure = AssertFails(ModelError.MissingWeight, checkpoint.Write());

        Assert.Contains("has no tensor 'encoder.layer.1.output.dense.weight' [64,128]", failure.Message);
    }

    [Fact]
    public void MisshapenTensor_IsNamedWithBothShapes()
    {
        using var checkpoint = new EditedCheckpoint("bert-A");
        checkpoint.Config["intermediate_size"] = 96;

        var failure = AssertFails(ModelError.MisshapenWeight, checkpoint.Write());

        Assert.Contains("'encoder.layer.0.intermediate.dense.weight' [128,64]", failure.Message);
        Assert.Contains("asks for [96,64]", failure.Message);
    }

    [Theory]
    [InlineData("bert-A", "model_type", "\"t5\"", ModelError.Unsupported, "'t5'; known here: bert, modernbert, nomic_bert, olmo3, qwen3")]
    [InlineData("bert-A", "position_embedding_type", "\"relative_key\"", ModelError.Unsupported, "relative_key")]
    [InlineData("bert-A", "hidden_act", "\"mish\"", ModelError.Unsupported, "\"hidden_act\" is mish")]
    [InlineData("bert-A", "num_hidden_layers", "\"two\"", ModelError.BadConfig, "\"num_hidden_layers\" is \"two\"; expected a whole number")]
    [InlineData("bert-A", "num_hidden_layers", "1e300", ModelError.BadConfig, "\"num_hidden_layers\" is 1e300")]
    [InlineData("bert-A", "num_attention_heads", "5", ModelError.BadConfig, "5 heads do not divide the hidden size 64")]
    [InlineData("bert-A", "hidden_size", "null", ModelError.BadConfig, "has no \"hidden_size\"")]
    [InlineData("nomic_bert-A", "prenorm", "true", ModelError.Unsupported, "\"prenorm\" is true")]
    [InlineData("nomic_bert-A", "num_experts", "8", ModelError.Unsupported, "num_experts")]
    [InlineData("nomic_bert-A", "rotary_scaling_factor", "2", ModelError.Unsupported, "rotary_scaling_factor")]
    [InlineData("qwen3-A", "rope_scaling", "{\"rope_type\":\"longrope\"}", ModelError.Unsupported, "longrope")]
    [InlineData("qwen3-A", "num_key_value_heads", "3", ModelError.BadConfig, "3 key and value heads do not divide 4")]
    [InlineData("olmo3-A", "layer_types", "[\"full_attention\"]", ModelError.BadConfig, "lists 1 layers; expected 4")]
    [InlineData("olmo3-A", "layer_types", "[\"a\",\"b\",\"c\",\"d\"]", ModelError.Unsupported, "\"layer_types\" is a")]
    [InlineData("modernbert-A", "norm_eps", "-1", ModelError.BadConfig, "\"norm_eps\" is -1; expected a number above 0")]
    public void Setting_ThatCannotBeUsed_IsNamed(string source, string setting, string value, ModelError reason, string message)
    {
        using var checkpoint = new EditedCheckpoint(source);
        checkpoint.Config[setting] = JsonNode.Parse(value);

        Assert.Contains(message, AssertFails(reason, checkpoint.Write()).Message);
    }

    [Theory]
    [InlineData("../outside.safetensors")]
    [InlineData("/etc/outside.safetensors")]
    [InlineData("sub/inside.safetensors")]
    [InlineData("..\\\\outside.safetensors")]
    [InlineData("weights.bin")]
    public void ShardOutsideTheFolder_IsRefused(string name)
    {
        using var checkpoint = new EditedCheckpoint("bert-A");
        var folder = checkpoint.Write();
        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), $$$"""{"weight_map": {"a": "{{{name}}}"}}""");

        Assert.Contains("expected the name of a .safetensors file beside the index", AssertFails(ModelError.BadFile, folder).Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    public void HiddenState_OfALayerThatIsNotThere_Throws(int layer)
    {
        using var model = Transformers.Open(Repository.Fixture("models", "bert-A"));
        var inputs = new TokenInputs<Tensor>(Tensor.OfIntegers([1], 1, 1), Tensor.OfIntegers([1], 1, 1), null);

        var failure = Assert.Throws<ModelException>(() => model.HiddenState(new ManagedOps(), inputs, layer));

        Assert.Equal(ModelError.OutOfRange, failure.Reason);
        Assert.Contains("expected -3 to 2", failure.Message);
    }

    private static ModelException AssertFails(ModelError reason, string folder)
    {
        var failure = Assert.Throws<ModelException>(() => Transformers.Open(folder));
        Assert.Equal(reason, failure.Reason);
        return failure;
    }

    private static void AssertGolden(EditedCheckpoint checkpoint, string folder)
    {
        using var model = Transformers.Open(folder);
        var ops = new ManagedOps();
        foreach (var golden in checkpoint.Cases)
            golden.AssertPooled(Pooled(model, ops, golden));
    }

    private static float[] Vectors(string folder, EditedCheckpoint checkpoint)
    {
        using var model = Transformers.Open(folder);
        return Pooled(model, new ManagedOps(), checkpoint.Cases[0]);
    }

    private static float[] Pooled(Transformer model, ManagedOps ops, GoldenCase golden)
    {
        var inputs = golden.Inputs();
        return ops.Pool(model.HiddenState(ops, inputs, golden.Layer), inputs.Mask, golden.Pooling).Values;
    }

    private static byte[] Store(DType type, float[] values) => type switch
    {
        DType.F16 => MemoryMarshal.AsBytes(Array.ConvertAll(values, value => (Half)value).AsSpan()).ToArray(),
        DType.F64 => MemoryMarshal.AsBytes(Array.ConvertAll(values, value => (double)value).AsSpan()).ToArray(),
        _ => MemoryMarshal.AsBytes(Array.ConvertAll(values, value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)).AsSpan()).ToArray(),
    };

    private static float Rounded(DType type, float value) => type switch
    {
        DType.F16 => (float)(Half)value,
        DType.F64 => value,
        _ => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000),
    };
}
