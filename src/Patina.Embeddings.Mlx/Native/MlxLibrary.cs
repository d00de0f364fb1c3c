using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary>Finds and loads <c>libmlxc</c>, once in a process, and says why it cannot be used.</summary>
internal static unsafe class MlxLibrary
{
    /// <summary>The environment variable with the library's path, or the folder it is in.</summary>
    public const string Variable = "PATINA_MLX_LIBRARY";

    /// <summary>The MLX that mlx-c 0.6 binds.</summary>
    private const string Supported = "0.31.";

    /// <summary>Functions without which a library is none of mlx-c 0.6; the last came with it.</summary>
    private static readonly string[] Required =
        ["mlx_version", "mlx_set_error_handler", "mlx_get_active_memory", "mlx_fast_scaled_dot_product_attention", "mlx_device_is_available", "mlx_device_info_new"];

    private static readonly string[] Homebrew = ["/opt/homebrew/lib", "/usr/local/lib"];

    private static readonly Lazy<string?> Refusal = new(Load);

    private static nint s_library;

    /// <summary>Whether MLX has a graphics card to compute on here.</summary>
    public static bool IsAppleSilicon => OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Version of MLX; null while it is not loaded.</summary>
    public static string? Version { get; private set; }

    /// <summary>Where it was loaded from; null while it is not.</summary>
    public static string? Path { get; private set; }

    /// <summary>Why there is no library that can be used; null if there is one, which is loaded then.</summary>
    /// <returns>A clause to stand after "because".</returns>
    public static string? WhyNot() => Refusal.Value;

    private static string? Load()
    {
        if (OperatingSystem.IsWindows() || (OperatingSystem.IsMacOS() && !IsAppleSilicon))
            return NoPlatform;
        if (Find() is not { } path)
            return Missing();
        if (!TryLoad(path, out var library, out var reason))
            return $"{path} cannot be loaded: {reason}";
        if (Required.FirstOrDefault(name => !NativeLibrary.TryGetExport(library, name, out _)) is { } lacking)
            return $"{path} has no function {lacking}: it is not libmlxc of mlx-c 0.6. {Advice}";

        s_library = library;
        NativeLibrary.SetDllImportResolver(typeof(MlxLibrary).Assembly, (name, _, _) => name == NativeMlx.Library ? s_library : 0);
        MlxError.InstallHandler();
        MlxError.Check(NativeMlx.mlx_version(out var text));
        using (text)
            Version = Marshal.PtrToStringUTF8((nint)NativeMlx.mlx_string_data(text))!;
        Path = path;
        return Version.StartsWith(Supported, StringComparison.Ordinal) ? null : $"{path} is of MLX {Version}; this program needs {Supported}x, with mlx-c 0.6. {Advice}";
    }

    private static string NoPlatform => $"MLX needs Apple silicon, this machine is {RuntimeInformation.RuntimeIdentifier}";

    private static string FileName => OperatingSystem.IsMacOS() ? "libmlxc.dylib" : "libmlxc.so";

    private static string Advice => OperatingSystem.IsMacOS() ? "Run: brew upgrade mlx-c" : $"Name another in {Variable}";

    private static string Missing() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? $"{Variable} names {named}, where no {FileName} is"
        : IsAppleSilicon
            ? $"there is no {FileName} beside the program or in {string.Join(", ", Homebrew)}. Run: brew install mlx-c"
            : $"{NoPlatform}; to compute on the processor, name a {FileName} in {Variable}";

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return new[] { named, System.IO.Path.Combine(named, FileName) }.Select(System.IO.Path.GetFullPath).FirstOrDefault(File.Exists);
        return Homebrew.Prepend(AppContext.BaseDirectory).Select(folder => System.IO.Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
    }

    /// <summary>A libmlxc that was installed under Linux names no folder for the libmlx that it needs, which lies beside it.</summary>
    private static bool TryLoad(string path, out nint library, out string reason)
    {
        reason = "";
        try
        {
            var needed = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, "libmlx.so");
            if (OperatingSystem.IsLinux() && File.Exists(needed))
                NativeLibrary.Load(needed);
            library = NativeLibrary.Load(path);
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            library = 0;
            reason = exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
            return false;
        }
    }
}
