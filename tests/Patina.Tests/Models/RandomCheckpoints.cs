using Patina.Safetensors;

namespace Patina.Tests.Models;

/// <summary>How checkpoints of each architecture differ from the golden ones: sizes that are no powers of two, epsilons, bases, windows, biases, storage.</summary>
internal static class RandomCheckpoints
{
    private static readonly Dictionary<string, Func<RandomCheckpoint>> All = new(StringComparer.Ordinal)
    {
        ["bert, three heads of 20, tanh"] = () => new("""
            {"model_type":"bert","vocab_size":97,"hidden_size":60,"num_hidden_layers":3,"num_attention_heads":3,"intermediate_size":100,
             "max_position_embeddings":33,"type_vocab_size":3,"layer_norm_eps":1e-5,"hidden_act":"gelu_new"}
            """, "bert.", DType.BF16, shards: 2),
        ["bert, one head, relu, types that nobody counts"] = () => new("""
            {"model_type":"bert","vocab_size":50,"hidden_size":36,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":37,
             "max_position_embeddings":40,"layer_norm_eps":1e-3,"hidden_act":"relu"}
            """),
        ["nomic, two heads of 20, biases"] = () => new("""
            {"model_type":"nomic_bert","vocab_size":64,"n_embd":40,"n_layer":3,"n_head":2,"n_inner":56,"n_positions":64,"type_vocab_size":2,
             "layer_norm_epsilon":1e-4,"rotary_emb_base":777,"rotary_emb_fraction":1.0,"activation_function":"geglu","qkv_proj_bias":true}
            """, "bert.", DType.F16),
        ["nomic, as transformers 5 writes it"] = () => new("""
            {"model_type":"nomic_bert","vocab_size":64,"hidden_size":48,"num_hidden_layers":2,"num_attention_heads":3,"head_dim":8,"intermediate_size":80,
             "max_position_embeddings":64,"layer_norm_eps":1e-6,"hidden_act":"silu","rope_parameters":{"rope_type":"default","rope_theta":500}}
            """, "nomic_bert.", DType.F32, shards: 3),
        ["modernbert, every second layer global, biases"] = () => new("""
            {"model_type":"modernbert","vocab_size":70,"hidden_size":60,"num_hidden_layers":4,"num_attention_heads":5,"intermediate_size":44,
             "max_position_embeddings":64,"norm_eps":1e-4,"norm_bias":true,"attention_bias":true,"mlp_bias":true,"local_attention":6,
             "global_attn_every_n_layers":2,"global_rope_theta":5000,"local_rope_theta":300}
            """, "model.", DType.BF16),
        ["modernbert, one base for all, odd window"] = () => new("""
            {"model_type":"modernbert","vocab_size":70,"hidden_size":32,"num_hidden_layers":3,"num_attention_heads":4,"intermediate_size":24,
             "max_position_embeddings":64,"local_attention":5,"global_rope_theta":9000,"local_rope_theta":null,"hidden_activation":"silu"}
            """),
        ["qwen3, six heads of 12 over three, a window, yarn"] = () => new("""
            {"model_type":"qwen3","vocab_size":90,"hidden_size":40,"num_hidden_layers":3,"num_attention_heads":6,"num_key_value_heads":3,"head_dim":12,
             "intermediate_size":52,"max_position_embeddings":128,"rms_norm_eps":1e-5,"rope_theta":30000,"use_sliding_window":true,"sliding_window":4,
             "max_window_layers":1,"rope_scaling":{"rope_type":"yarn","factor":4.0,"original_max_position_embeddings":32}}
            """, "model.", DType.BF16, shards: 2),
        ["qwen3, all heads their own, biases, linear positions"] = () => new("""
            {"model_type":"qwen3","vocab_size":90,"hidden_size":40,"num_hidden_layers":2,"num_attention_heads":5,"num_key_value_heads":5,"head_dim":16,
             "intermediate_size":52,"max_position_embeddings":128,"attention_bias":true,"rope_theta":1000,"rope_scaling":{"type":"linear","factor":2.5}}
            """, type: DType.F16),
        ["olmo3, one key head, window of three, yarn"] = () => new("""
            {"model_type":"olmo3","vocab_size":90,"hidden_size":48,"num_hidden_layers":5,"num_attention_heads":4,"num_key_value_heads":1,
             "intermediate_size":52,"max_position_embeddings":256,"rms_norm_eps":1e-6,"rope_theta":20000,"sliding_window":3,
             "rope_scaling":{"rope_type":"yarn","factor":8.0,"original_max_position_embeddings":32,"attention_factor":1.1,"beta_fast":16,"beta_slow":2}}
            """, "model.", DType.BF16, shards: 3),
        ["olmo3, all heads their own, kinds listed, as transformers 5 writes it"] = () => new("""
            {"model_type":"olmo3","vocab_size":90,"hidden_size":36,"num_hidden_layers":3,"num_attention_heads":3,"intermediate_size":40,
             "max_position_embeddings":256,"sliding_window":5,"layer_types":["full_attention","sliding_attention","full_attention"],
             "rope_parameters":{"full_attention":{"rope_type":"yarn","rope_theta":9000,"factor":2.0,"original_max_position_embeddings":64,"truncate":false},
                                "sliding_attention":{"rope_type":"default","rope_theta":400}}}
            """),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static RandomCheckpoint Make(string name) => All[name]();
}
