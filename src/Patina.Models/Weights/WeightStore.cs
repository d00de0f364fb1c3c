using Patina.Safetensors;

namespace Patina.Models.Weights;

/// <summary>Finds the weights of a model by the names of its formula. Owns the mapped files.</summary>
internal sealed class WeightStore : IDisposable
{
    private const string WeightSuffix = ".weight";

    private readonly string _folder;
    private readonly IReadOnlyList<SafetensorsFile> _files;
    private readonly QuantizationSettings _quantization;
    private readonly Dictionary<string, (SafetensorsFile File, TensorInfo Tensor)> _tensors = new(StringComparer.Ordinal);
    private string _prefix = "";

    private WeightStore(string folder, IReadOnlyList<SafetensorsFile> files, QuantizationSettings quantization)
    {
        _folder = folder;
        _files = files;
        _quantization = quantization;
        foreach (var file in files)
        {
            foreach (var tensor in file.Tensors.Values)
                _tensors[tensor.Name] = (file, tensor);
        }
    }

    /// <summary>The type of most floats.</summary>
    public DType StoredType => _tensors.Values.Select(found => found.Tensor)
        .Where(tensor => tensor.DType is DType.F32 or DType.F16 or DType.BF16)
        .GroupBy(tensor => tensor.DType, tensor => tensor.ByteLength)
        .OrderByDescending(type => type.Sum()).Select(type => type.Key).FirstOrDefault(DType.F32);

    /// <exception cref="ModelException"><see cref="ModelError.BadFile"/>, <see cref="ModelError.BadConfig"/>.</exception>
    public static WeightStore Open(string folder, ModelConfig config) =>
        new(folder, WeightFiles.Open(folder), QuantizationSettings.Read(config));

    /// <summary>Learns what all names begin with, from one that every checkpoint of the architecture has.</summary>
    public void FindPrefix(string anchor)
    {
        var ends = _tensors.Keys.Where(name => name == anchor || name.EndsWith("." + anchor, StringComparison.Ordinal)).ToList();
        _prefix = ends.Count switch
        {
            1 => ends[0][..^anchor.Length],
            0 => throw new ModelException(ModelError.MissingWeight, $"{_folder}: has no tensor '{anchor}'. {Known()}"),
            _ => throw new ModelException(ModelError.BadFile,
                $"{_folder}: has more than one tensor '{anchor}': {string.Join(", ", ends.Take(4))}. Which is meant is unclear."),
        };
    }

    /// <summary>A weight that must be there.</summary>
    /// <param name="shape">What it must have.</param>
    /// <exception cref="ModelException"><see cref="ModelError.MissingWeight"/> or <see cref="ModelError.MisshapenWeight"/>.</exception>
    public Weight Get(string name, params int[] shape) => Find(name, shape)
        ?? throw new ModelException(ModelError.MissingWeight,
            $"{_folder}: has no tensor '{_prefix}{name}' [{string.Join(',', shape)}]. {Known()}");

    /// <summary>A weight that some checkpoints lack.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.MisshapenWeight"/>.</exception>
    public Weight? Find(string name, params int[] shape)
    {
        var full = _prefix + name;
        if (!_tensors.TryGetValue(full, out var found) && !_tensors.TryGetValue(OldName(full), out found))
            return null;
        return Packed(full, shape, found) ?? Plain(found, shape);
    }

    /// <summary>Whether there is a tensor of this name, where the names of an architecture have changed.</summary>
    public bool Has(string name) => _tensors.ContainsKey(_prefix + name);

    /// <summary>Rows of a matrix, where they and not the configuration decide a size.</summary>
    public int RowsOf(string name) =>
        _tensors.TryGetValue(_prefix + name, out var found) && found.Tensor.Shape.Count == 2 && found.Tensor.Shape[0] <= int.MaxValue
            ? (int)found.Tensor.Shape[0]
            : throw new ModelException(ModelError.MissingWeight, $"{_folder}: has no matrix '{_prefix}{name}'. {Known()}");

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private static Weight Plain((SafetensorsFile File, TensorInfo Tensor) found, int[] shape)
    {
        var (file, tensor) = found;
        if (!tensor.Shape.SequenceEqual(shape.Select(size => (long)size)))
            throw Misshapen(file, tensor, shape);
        return tensor.DType is DType.F32 or DType.F16 or DType.BF16 or DType.F64
            ? new Weight(tensor.Name, shape, file, tensor, null)
            : throw new ModelException(ModelError.MisshapenWeight,
                $"{file.Path}: tensor {tensor} is stored as {tensor.DType}; expected F32, F16 or BF16, or the groups of MLX with scales and biases.");
    }

    /// <summary>A matrix that MLX has quantised: <c>x.weight</c> with <c>x.scales</c> and <c>x.biases</c> beside it.</summary>
    private Weight? Packed(string name, int[] shape, (SafetensorsFile File, TensorInfo Tensor) found)
    {
        if (found.Tensor.DType != DType.U32 || !name.EndsWith(WeightSuffix, StringComparison.Ordinal))
            return null;
        var module = name[..^WeightSuffix.Length];
        if (!_tensors.TryGetValue(module + ".scales", out var scales) || !_tensors.TryGetValue(module + ".biases", out var biases))
            throw new ModelException(ModelError.MissingWeight, $"{found.File.Path}: '{name}' is quantised, but lacks '{module}.scales' or '{module}.biases'.");
        if (scales.File != found.File || biases.File != found.File)
            throw new ModelException(ModelError.BadFile, $"{found.File.Path}: '{name}' and its scales and biases are in different files; expected one.");

        var (bits, group) = _quantization.Of(module);
        var fits = shape.Length == 2 && shape[1] % group == 0 && (long)shape[1] * bits % 32 == 0
            && found.Tensor.Shape.SequenceEqual([shape[0], (long)shape[1] * bits / 32])
            && scales.Tensor.Shape.SequenceEqual([shape[0], (long)shape[1] / group]) && biases.Tensor.Shape.SequenceEqual(scales.Tensor.Shape);
        return fits
            ? new Weight(name, shape, found.File, found.Tensor, new QuantizedGroups(bits, group, scales.Tensor, biases.Tensor))
            : throw new ModelException(ModelError.MisshapenWeight,
                $"{found.File.Path}: tensor {found.Tensor} with scales {scales.Tensor} is not [{string.Join(',', shape)}] in {bits} bits and groups of {group}.");
    }

    /// <summary>Checkpoints from TensorFlow times call the two weights of a layer norm gamma and beta.</summary>
    private static string OldName(string name) =>
        name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);

    private static ModelException Misshapen(SafetensorsFile file, TensorInfo tensor, int[] shape) => new(ModelError.MisshapenWeight,
        $"{file.Path}: tensor {tensor}: config.json asks for [{string.Join(',', shape)}]. The files belong to different models, or config.json was edited.");

    private string Known() => $"It has {_tensors.Count}, such as {string.Join(", ", _tensors.Keys.Order(StringComparer.Ordinal).Take(4))}.";
}
