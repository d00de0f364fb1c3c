using Patina.Embeddings.Mlx.Native;

namespace Patina.Tests.Mlx;

/// <summary>Tests of MLX need its library, which no package brings: they run where PATINA_MLX_LIBRARY or Homebrew has one.</summary>
internal static class MlxLibraryHere
{
    public static void Require()
    {
        var reason = MlxLibrary.WhyNot();
        Skip.If(reason is not null, reason);
    }
}
