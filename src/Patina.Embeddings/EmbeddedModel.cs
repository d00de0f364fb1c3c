namespace Patina.Embeddings;

/// <summary>A model that comes with the program, in the folder <c>models</c> beside it.</summary>
/// <param name="Name">What a recipe calls it, and its folder.</param>
/// <param name="WeightsDigest">SHA-256 of its weights: known here, so that no process has to read megabytes for a fingerprint.</param>
internal sealed record EmbeddedModel(string Name, string WeightsDigest)
{
    public static readonly EmbeddedModel PatinaStaticV1 =
        new("patina-static-v1", "4c767294eb5805496127a9803c26cad03fee22708898daaa9e5c9ae322c4eaf4");

    /// <summary>That of earlier versions; projects whose recipe names it go on with it.</summary>
    public static readonly EmbeddedModel PatinaStaticV0 =
        new("patina-static-v0", "1f23483759f3f39c872b03dbd0d70793754fbd89d2d8af25a705de7c946f9acc");

    public static readonly IReadOnlyList<EmbeddedModel> All = [PatinaStaticV1, PatinaStaticV0];

    public string Folder => Path.Combine(AppContext.BaseDirectory, "models", Name);

    /// <summary>SHA-256 of files by path, where they are known.</summary>
    public IReadOnlyDictionary<string, string> Digests => new Dictionary<string, string> { ["model.safetensors"] = WeightsDigest };

    public static EmbeddedModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
