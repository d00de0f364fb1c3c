using System.Runtime.InteropServices;
using System.Text;

namespace Patina.Tests.Native;

/// <summary>The library of kernels beside the tests, by its C names.</summary>
internal static class KernelLibrary
{
    public static nint Handle { get; } = NativeLibrary.Load("patina_kernels", typeof(KernelLibrary).Assembly, DllImportSearchPath.AssemblyDirectory);

    /// <summary>What the C compiler made of a struct.</summary>
    /// <param name="name"><c>type</c> for its size, <c>type.field</c> for an offset.</param>
    public static unsafe int Layout(string name)
    {
        var layout = (delegate* unmanaged<byte*, nuint>)NativeLibrary.GetExport(Handle, "patina_layout");
        fixed (byte* bytes = Encoding.UTF8.GetBytes(name + "\0"))
        {
            var value = layout(bytes);
            Assert.NotEqual(nuint.MaxValue, value);
            return (int)value;
        }
    }
}
