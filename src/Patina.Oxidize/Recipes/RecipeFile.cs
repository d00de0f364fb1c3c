using System.Text;
using Patina.Memory;
using Patina.Memory.Storage;

namespace Patina.Oxidize.Recipes;

/// <summary>Reads and creates <c>.patina/oxidize.yaml</c>.</summary>
public static class RecipeFile
{
    /// <summary>The file's name in messages.</summary>
    internal const string DisplayName = ".patina/oxidize.yaml";

    private const int MaxBytes = 64 * 1024;

    /// <summary>The project's recipe; <see cref="Recipe.Default"/> when it has none.</summary>
    /// <exception cref="RecipeException">The file cannot be read or is no valid recipe.</exception>
    public static Recipe Load(ProjectLayout layout)
    {
        var path = layout.RecipePath;
        return File.Exists(path) ? Parse(ReadText(path)) : Recipe.Default;
    }

    /// <summary>Reads a recipe from its text.</summary>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="RecipeException">The text is no valid recipe.</exception>
    public static Recipe Parse(string text, string file = DisplayName) => RecipeReader.Read(file, text);

    /// <summary>Writes the commented default recipe, unless the project has one.</summary>
    /// <returns>Whether the file was written.</returns>
    public static bool Create(ProjectLayout layout) => AtomicFile.Create(layout.RecipePath, RecipeTemplate.Text);

    /// <summary>Changes the line that names the model, and nothing else; makes the recipe if there is none.</summary>
    /// <exception cref="RecipeException">The file is no valid recipe, or would be none afterwards.</exception>
    public static void SetModel(ProjectLayout layout, string model)
    {
        Create(layout);
        var text = ModelLine.Replace(ReadText(layout.RecipePath), model);
        if (Parse(text).EmbeddingModel != model)
            throw new RecipeException(RecipeError.Unreadable, new RecipePosition(DisplayName, 0, 0), $"its embedding_model cannot be changed by itself. Write it by hand: embedding_model: {model}");
        AtomicFile.Write(layout.RecipePath, text);
    }

    private static string ReadText(string path)
    {
        var whole = new RecipePosition(DisplayName, 0, 0);
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
                throw new RecipeException(RecipeError.TooLarge, whole, $"a recipe has at most {MaxBytes} bytes; this file has more.");

            var text = bytes.AsSpan(0, length);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RecipeException(RecipeError.Unreadable, whole, $"the recipe cannot be read: {exception.Message}", exception);
        }
    }
}
