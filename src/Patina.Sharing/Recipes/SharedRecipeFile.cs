using System.Text;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>Reads and writes the text of shared recipes.</summary>
public static class SharedRecipeFile
{
    /// <summary>More than any recipe has.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="RecipeException">It is no shared recipe.</exception>
    public static SharedRecipe Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length > MaxBytes)
            throw new RecipeException(RecipeError.TooLarge, new RecipePosition(name, 0, 0), $"a shared recipe has at most {MaxBytes} bytes; this file has more.");
        return SharedRecipeReader.Read(name, TextOf(bytes, name));
    }

    /// <exception cref="RecipeException">It is no shared recipe, or cannot be read.</exception>
    public static SharedRecipe Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            return Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecipeException(RecipeError.Unreadable, new RecipePosition(path, 0, 0), $"the recipe cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The recipe as YAML; what <see cref="Parse"/> reads back.</summary>
    public static string Write(SharedRecipe recipe) => SharedRecipeText.Write(recipe);

    private static string TextOf(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new RecipeException(RecipeError.Unreadable, new RecipePosition(name, 0, 0), "this is not text in UTF-8.", exception);
        }
    }
}
