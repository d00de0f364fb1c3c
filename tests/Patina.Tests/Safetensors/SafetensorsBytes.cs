using System.Buffers.Binary;
using System.Text;
using Patina.Safetensors;

namespace Patina.Tests.Safetensors;

/// <summary>Files made byte by byte, so that each can break one rule.</summary>
internal static class SafetensorsBytes
{
    /// <param name="header">Goes into the file as it stands, after its true length.</param>
    /// <param name="data">Bytes of zeros behind it.</param>
    public static byte[] With(string header, int data = 0) => With(Encoding.UTF8.GetBytes(header), data);

    public static byte[] With(byte[] header, int data = 0)
    {
        var file = new byte[8 + header.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    /// <summary>A header with one entry per tensor, each as <c>"name":{...}</c>.</summary>
    public static string Entry(string name, string dtype, string shape, string offsets) =>
        $$"""
        "{{name}}":{"dtype":"{{dtype}}","shape":{{shape}},"data_offsets":{{offsets}}}
        """;

    public static SafetensorsError ReasonFor(byte[] file)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "hostile.safetensors");
        File.WriteAllBytes(path, file);
        var error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.Contains("hostile.safetensors", error.Message);
        return error.Reason;
    }
}
