using System.Buffers.Binary;
using System.Text;
using Patina.Numerics;
using Patina.Oxidize;
using Patina.Oxidize.Training;
using Patina.Safetensors;

namespace Patina.Tests.Oxidize;

public sealed class ProjectionTests
{
    [Theory]
    [InlineData(8, 20, 8)]
    [InlineData(8, 16, 8)]
    [InlineData(8, 11, 8)]
    [InlineData(8, 40, 12)]
    public void Create_OutputAsWideAsInput_GivesEveryVectorBack(int input, int hidden, int output)
    {
        var (vectors, gemm) = (UnitVectors(50, input, 1), new Gemm(1));
        var projection = ProjectionStart.Create(input, hidden, output, vectors, 50, new SeededRandom(1), gemm);

        var projected = new float[50 * output];
        projection.Project(vectors, 50, projected, gemm);

        for (var row = 0; row < 50; row++)
        {
            for (var i = 0; i < output; i++)
                Assert.Equal(i < input ? vectors[(row * input) + i] : 0, projected[(row * output) + i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(64, 40, 16)]
    [InlineData(64, 16, 16)]
    public void Create_OutputNarrowerThanInput_KeepsInnerProductsWhereTheVectorsSpanNoMore(int input, int hidden, int output)
    {
        // Vectors that lie in 16 of the 64 dimensions, turned by a random orthogonal-ish mix.
        var gemm = new Gemm(1);
        var mix = Normals(16 * input, 5);
        var vectors = new float[200 * input];
        gemm.Multiply(new MatrixView(Normals(200 * 16, 6), 200, 16), new MatrixView(mix, 16, input), vectors);
        NormalizeRows(vectors, input);

        var projection = ProjectionStart.Create(input, hidden, output, vectors, 200, new SeededRandom(2), gemm);
        var projected = new float[200 * output];
        projection.Project(vectors, 200, projected, gemm);

        for (var row = 1; row < 200; row++)
            Assert.Equal(Dot(vectors, input, 0, row), Dot(projected, output, 0, row), 1e-4f);
    }

    [Fact]
    public void Create_SpareUnits_AreRandomButHaveNoWayOut()
    {
        var projection = ProjectionStart.Create(4, 10, 4, [], 0, new SeededRandom(3), new Gemm(1));

        Assert.All(Enumerable.Range(8 * 4, 2 * 4), i => Assert.NotEqual(0, projection.W1[i]));
        Assert.All(Enumerable.Range(0, 4), unit => Assert.Equal([0, 0], projection.W2[((unit * 10) + 8)..((unit * 10) + 10)]));
        Assert.Equal([1, -1, 0, 0, 0, 0, 0, 0, 0, 0], projection.W2[..10]);
    }

    [Fact]
    public void Project_OneByOneAndTogether_AgreeAndHaveUnitLength()
    {
        var projection = Sample(6, 30, 5);
        var vectors = UnitVectors(2500, 6, 8);
        var together = new float[2500 * 5];
        projection.Project(vectors, 2500, together, new Gemm(2));

        var alone = new float[5];
        for (var row = 0; row < 2500; row += 49)
        {
            projection.Project(vectors.AsSpan(row * 6, 6), alone);
            Assert.Equal(1, alone.Sum(x => x * x), 1e-5f);
            Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(alone[i], together[(row * 5) + i], 1e-5f));
        }
    }

    [Fact]
    public void Project_WrongLengths_Throws()
    {
        var projection = Sample(6, 30, 5);
        Assert.Throws<ArgumentException>(() => projection.Project(new float[5], new float[5]));
        Assert.Throws<ArgumentException>(() => projection.Project(new float[6], new float[6]));
        Assert.Throws<ArgumentException>(() => projection.Project(new float[12], 1, new float[5], new Gemm(1)));
    }

    [Fact]
    public void Save_ThenLoad_GivesSameWeightsAndBytes()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Path.Combine(folder.Path, "a.safetensors"), Path.Combine(folder.Path, "b.safetensors"));
        var projection = Sample(6, 30, 5);

        ProjectionFile.Save(projection, first);
        var loaded = ProjectionFile.Load(first);
        ProjectionFile.Save(loaded, second);

        Assert.Equal((6, 30, 5), (loaded.InputDimension, loaded.HiddenDimension, loaded.OutputDimension));
        Assert.Equal(projection.Parameters, loaded.Parameters);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(ProjectionFile.Hash(projection), ProjectionFile.Hash(loaded));
    }

    [Fact]
    public void Apart_QuestionBiases_MoveOnlyWhatAsksAndAreKeptInTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "apart.safetensors");
        var projection = Sample(6, 30, 5).Apart();
        var vector = UnitVectors(1, 6, 8);
        var (answer, question, same) = (new float[5], new float[5], new float[5]);
        projection.Project(vector, answer);
        projection.Project(vector, same, asks: true);
        Assert.Equal(answer, same);

        projection.QuestionBiases!.Value.B2[0] += 3;
        projection.QuestionBiases.Value.B1[1] += 2;
        ProjectionFile.Save(projection, path);
        var loaded = ProjectionFile.Load(path);
        loaded.Project(vector, same);
        loaded.Project(vector, question, asks: true);

        Assert.Equal(answer, same);
        Assert.True(question[0] > answer[0]);
        Assert.Equal(projection.Parameters, loaded.Parameters);
        var together = new float[5];
        loaded.Project(vector, 1, together, new Gemm(1), default, ask: true);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(question[i], together[i], 1e-5f));
    }

    /// <summary>
    /// The bytes that the Rust tool's writer gives: its safetensors crate orders tensors of one dtype by name, its metadata
    /// comes from a hash map, its header is padded with spaces to 8 bytes.
    /// </summary>
    [Fact]
    public void Load_FileOfTheRustTool_ReadsEveryTensor()
    {
        using var folder = new TemporaryFolder();
        const string header =
            """
            {"__metadata__":{"output_dim":"1","created_by":"patina-oxidize","input_dim":"2","architecture":"mlp-2layer","hidden_dim":"3"},"w1.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"w1.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[12,36]},"w2.bias":{"dtype":"F32","shape":[1],"data_offsets":[36,40]},"w2.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[40,52]}}
            """;
        var path = WriteRaw(folder, header, [7, 8, 9, 1, 2, 3, 4, 5, 6, 0.5f, 10, 11, 12]);

        var projection = ProjectionFile.Load(path);

        Assert.Equal((2, 3, 1), (projection.InputDimension, projection.HiddenDimension, projection.OutputDimension));
        Assert.Equal([1, 2, 3, 4, 5, 6], projection.W1);
        Assert.Equal([7, 8, 9], projection.B1);
        Assert.Equal([10, 11, 12], projection.W2);
        Assert.Equal([0.5f], projection.B2);
    }

    [Theory]
    [InlineData("w2.weight", new long[] { 5, 29 }, null, null)]
    [InlineData("w1.weight", new long[] { 180 }, null, null)]
    [InlineData("w1.bias", new long[] { 31 }, null, null)]
    [InlineData("w1.bias", null, null, null)]
    [InlineData(null, null, "input_dim", "7")]
    [InlineData(null, null, "architecture", "transformer")]
    public void Load_FileThatIsNoProjection_Throws(string? tensor, long[]? shape, string? key, string? value)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "bad.safetensors");
        var shapes = new Dictionary<string, long[]>
        {
            ["w1.weight"] = [30, 6],
            ["w1.bias"] = [30],
            ["w2.weight"] = [5, 30],
            ["w2.bias"] = [5],
        };
        if (tensor is not null && shape is null)
            shapes.Remove(tensor);
        else if (tensor is not null)
            shapes[tensor] = shape!;
        SafetensorsWriter.Write(
            path, [.. shapes.Select(pair => TensorData.Floats(pair.Key, new float[pair.Value.Aggregate(1L, (x, y) => x * y)], pair.Value))],
            key is null ? [] : new Dictionary<string, string> { [key] = value! });

        Assert.Equal(OxidizeError.BadProjection, Assert.Throws<OxidizeException>(() => ProjectionFile.Load(path)).Reason);
    }

    [Fact]
    public void Load_MissingTruncatedOrNotFinite_Throws()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "p.safetensors");
        Assert.Equal(OxidizeError.BadProjection, Assert.Throws<OxidizeException>(() => ProjectionFile.Load(path)).Reason);

        var projection = Sample(6, 30, 5);
        ProjectionFile.Save(projection, path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^4]);
        Assert.Equal(OxidizeError.BadProjection, Assert.Throws<OxidizeException>(() => ProjectionFile.Load(path)).Reason);

        projection.W2[3] = float.NaN;
        ProjectionFile.Save(projection, path);
        Assert.Equal(OxidizeError.BadProjection, Assert.Throws<OxidizeException>(() => ProjectionFile.Load(path)).Reason);
    }

    internal static float[] Normals(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    internal static float[] UnitVectors(int rows, int dimension, ulong seed)
    {
        var vectors = Normals(rows * dimension, seed);
        NormalizeRows(vectors, dimension);
        return vectors;
    }

    internal static float Dot(float[] matrix, int dimension, int row, int other) =>
        Enumerable.Range(0, dimension).Sum(i => matrix[(row * dimension) + i] * matrix[(other * dimension) + i]);

    private static void NormalizeRows(float[] matrix, int dimension)
    {
        for (var row = 0; row < matrix.Length / dimension; row++)
        {
            var length = MathF.Sqrt(Dot(matrix, dimension, row, row));
            for (var i = 0; i < dimension; i++)
                matrix[(row * dimension) + i] /= length;
        }
    }

    private static Projection Sample(int input, int hidden, int output) => new(
        input, hidden, output, Normals(hidden * input, 1), Normals(hidden, 2), Normals(output * hidden, 3), Normals(output, 4));

    private static string WriteRaw(TemporaryFolder folder, string header, float[] values)
    {
        var padded = Encoding.UTF8.GetBytes(header.PadRight((header.Length + 7) / 8 * 8));
        var bytes = new byte[8 + padded.Length + (values.Length * 4)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded.Length);
        padded.CopyTo(bytes, 8);
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + padded.Length + (i * 4)), values[i]);
        var path = Path.Combine(folder.Path, "rust.safetensors");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
