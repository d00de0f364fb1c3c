using Patina.Embeddings;
using Patina.Embeddings.Settings;
using Patina.Tokenizers;

namespace Patina.Tests.Embeddings.Settings;

/// <summary>The settings files of published models, abridged to what is read.</summary>
public sealed class ModelSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_MiniLm_FollowsSentenceTransformers()
    {
        _folder.Write("config.json", """{"model_type":"bert","hidden_size":384,"max_position_embeddings":512,"pad_token_id":0}""");
        _folder.Write("sentence_bert_config.json", """{"max_seq_length":256,"do_lower_case":false}""");
        _folder.Write("tokenizer_config.json", """{"model_max_length":512,"padding_side":"right"}""");
        _folder.Write("1_Pooling/config.json", """{"pooling_mode_cls_token":false,"pooling_mode_mean_tokens":true}""");
        _folder.Write("modules.json", Modules("Transformer:", "Pooling:1_Pooling", "Normalize:2_Normalize"));

        var settings = Read();
        Assert.Equal(new Setting<Pooling>(Pooling.Mean, "1_Pooling/config.json"), settings.Pooling);
        Assert.Equal(new Setting<int>(256, "sentence_bert_config.json"), settings.MaxLength);
        Assert.Equal(new Setting<string>("", "default"), settings.QueryPrompt);
        Assert.Equal(new Setting<bool>(false, "sentence_bert_config.json"), settings.LowerCase);
        Assert.Null(settings.EndToken);
        Assert.Null(settings.InstructionPrompt);
        Assert.Empty(settings.Modules.Value);
    }

    [Fact]
    public void Read_Qwen3Embedding_TakesPromptsEndTokenAndSide()
    {
        _folder.Write("config.json", """{"model_type":"qwen3","max_position_embeddings":32768,"eos_token_id":151643}""");
        _folder.Write("tokenizer_config.json", """{"model_max_length":131072,"padding_side":"left"}""");
        _folder.Write("config_sentence_transformers.json", """
            {"prompts":{"query":"Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:","document":""},"default_prompt_name":null}
            """);
        _folder.Write("1_Pooling/config.json", """{"pooling_mode_lasttoken":true,"include_prompt":true}""");

        var settings = Read();
        Assert.Equal(Pooling.LastToken, settings.Pooling?.Value);
        Assert.Equal(new Setting<int>(32768, "config.json"), settings.MaxLength);
        Assert.Equal(new Setting<int>(151643, "config.json"), settings.EndToken);
        Assert.Equal(TokenSide.Left, settings.PadSide.Value);
        Assert.Equal("Instruct: {instruction}\nQuery:", settings.InstructionPrompt?.Value);
        Assert.Equal(new Setting<string>("", "config_sentence_transformers.json"), settings.PassagePrompt);
    }

    [Fact]
    public void Read_NomicBert_NormalizesBeforeCut()
    {
        _folder.Write("config.json", """{"model_type":"nomic_bert","n_positions":8192}""");

        Assert.Equal(new Setting<bool>(true, "config.json"), Read().NormalizesBeforeCut);
        Assert.Equal(8192, Read().MaxLength.Value);
        Assert.Null(Read().Pooling);
    }

    [Fact]
    public void Read_Roberta_LeavesOutTheReservedPlaces()
    {
        _folder.Write("config.json", """{"model_type":"xlm-roberta","max_position_embeddings":514,"pad_token_id":1}""");
        _folder.Write("tokenizer_config.json", """{"model_max_length":1000000000000000019884624838656}""");

        Assert.Equal(512, Read().MaxLength.Value);
        Assert.Equal(1, Read().PadToken.Value);
    }

    [Fact]
    public void Read_DefaultPrompt_StandsForThoseThatAreMissing()
    {
        _folder.Write("config_sentence_transformers.json", """{"prompts":{"all":"text: ","passage":"passage: "},"default_prompt_name":"all"}""");

        Assert.Equal("text: ", Read().QueryPrompt.Value);
        Assert.Equal("passage: ", Read().PassagePrompt.Value);
    }

    [Fact]
    public void Read_Options_GoBeforeFiles()
    {
        _folder.Write("sentence_bert_config.json", """{"max_seq_length":256}""");
        _folder.Write("1_Pooling/config.json", """{"pooling_mode_mean_tokens":true}""");
        _folder.Write("config_sentence_transformers.json", """{"prompts":{"query":"query: ","document":"passage: "}}""");

        var settings = ModelSettings.Read(new ModelFiles(_folder.Path), new EngineOptions
        {
            ModelName = "any",
            Pooling = Pooling.Cls,
            MaxLength = 128,
            QueryPrompt = "q: ",
            PassagePrompt = "",
            InstructionPrompt = "{instruction}: ",
        });
        Assert.Equal(new Setting<Pooling>(Pooling.Cls, "recipe or registry"), settings.Pooling);
        Assert.Equal(new Setting<int>(128, "recipe or registry"), settings.MaxLength);
        Assert.Equal("q: ", settings.QueryPrompt.Value);
        Assert.Equal("", settings.PassagePrompt.Value);
        Assert.Equal("{instruction}: ", settings.InstructionPrompt?.Value);
    }

    [Fact]
    public void Read_DenseModules_AreKeptInOrder()
    {
        _folder.Write("1_Pooling/config.json", """{"pooling_mode":"mean"}""");
        _folder.Write("modules.json", Modules("Transformer:", "Pooling:1_Pooling", "Dense:2_Dense", "LayerNorm:3_LayerNorm", "Normalize:4_Normalize"));

        Assert.Equal([new VectorModule(ModuleKind.Dense, "2_Dense"), new VectorModule(ModuleKind.LayerNorm, "3_LayerNorm")], Read().Modules.Value);
    }

    [Fact]
    public void Describe_EmptyFolder_SaysThatAllIsDefault()
    {
        var lines = Read().Describe();

        Assert.DoesNotContain(lines, line => line.Name == "pooling");
        Assert.All(lines, line => Assert.Equal("default", line.Origin));
        Assert.Contains(("max_length", "512", "default"), lines);
    }

    private ModelSettings Read() => ModelSettings.Read(new ModelFiles(_folder.Path), new EngineOptions { ModelName = "any" });

    private static string Modules(params string[] modules) => $"[{string.Join(',', modules.Select(module => module.Split(':')).Select(
        parts => $$"""{"path":"{{parts[1]}}","type":"sentence_transformers.models.{{parts[0]}}"}"""))}]";
}
