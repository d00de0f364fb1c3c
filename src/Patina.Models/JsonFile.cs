using System.Text.Json;

namespace Patina.Models;

/// <summary>Reads small JSON files of a model.</summary>
internal static class JsonFile
{
    /// <param name="largest">Bytes.</param>
    /// <exception cref="ModelException"><see cref="ModelError.BadFile"/>: missing, too large, or no JSON.</exception>
    public static JsonDocument Read(string path, int largest)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ModelException(ModelError.BadFile, $"{path}: is missing. Fetch the model again.");
        if (file.Length > largest)
            throw new ModelException(ModelError.BadFile, $"{path}: has {file.Length:N0} bytes; expected at most {largest:N0}.");
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new ModelException(ModelError.BadFile, $"{path}: is no JSON: {exception.Message} Fetch it again.", exception);
        }
    }
}
