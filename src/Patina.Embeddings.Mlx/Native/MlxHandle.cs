using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary>An object of mlx-c: structs of one pointer, passed by value. Each C type has a subclass that names the function that frees it.</summary>
internal abstract class MlxHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;
}
