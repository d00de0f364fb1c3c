namespace Patina.Embeddings.Pipeline;

/// <summary>A text with what is written before it.</summary>
/// <param name="Head">Goes on a line of its own before the body; may be empty.</param>
internal readonly record struct PromptedText(string Prompt, string Head, string Body)
{
    /// <summary>All of it, as the tokenizer reads it.</summary>
    public string Joined => Head.Length == 0 || Body.Length == 0 ? $"{Prompt}{Head}{Body}" : $"{Prompt}{Head}\n{Body}";
}
