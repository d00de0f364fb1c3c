using System.Collections.Frozen;

namespace Patina.Memory.Scraping.Files;

/// <summary>Which files are left out by their name alone. All comparisons ignore case.</summary>
internal static class FileRules
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const long MaxSize = 1 << 20;

    /// <summary>Folders, at any depth, with all that is in them.</summary>
    private static readonly FrozenDictionary<string, OmissionReason> Folders = Table(
        (OmissionReason.Secret, ".aws .gnupg .ssh"),
        (OmissionReason.Vendored,
            """
            .bundle .eggs .gradle .nox .tox .venv .yarn 3rdparty __pycache__ bower_components carthage jspm_packages
            node_modules pods site-packages third-party third_party thirdparty vendor vendored venv
            """),
        (OmissionReason.Generated, ".idea .next .nuxt .vs __generated__"));

    private static readonly FrozenDictionary<string, OmissionReason> Names = Table(
        (OmissionReason.Secret,
            """
            .dockercfg .env .envrc .git-credentials .htpasswd .my.cnf .netrc .npmrc .pgpass .pypirc .vault-token
            _netrc id_dsa id_ecdsa id_ecdsa_sk id_ed25519 id_ed25519_sk id_rsa master.key
            secrets.json secrets.toml secrets.yaml secrets.yml terraform.tfstate terraform.tfvars
            """),
        (OmissionReason.LockFile,
            """
            .terraform.lock.hcl bun.lock bun.lockb cabal.project.freeze cargo.lock cartfile.resolved composer.lock
            deno.lock flake.lock gemfile.lock go.sum go.work.sum gradle.lockfile mix.lock npm-shrinkwrap.json
            package-lock.json package.resolved packages.lock.json paket.lock pdm.lock pipfile.lock pixi.lock
            pnpm-lock.yaml podfile.lock poetry.lock pubspec.lock stack.yaml.lock uv.lock yarn.lock
            """),
        (OmissionReason.NotText, ".ds_store thumbs.db"));

    /// <summary>What a name ends with, from one of its dots or underscores on.</summary>
    private static readonly FrozenDictionary<string, OmissionReason> Endings = Table(
        (OmissionReason.Secret, ".gpg .jks .kdbx .key .keystore .ovpn .p12 .p8 .pem .pfx .pkcs12 .ppk .tfstate"),
        (OmissionReason.Generated,
            """
            .designer.cs .freezed.dart .g.cs .g.dart .g.i.cs .gen.go .generated.cs .generated.go .generated.h
            .generated.java .generated.js .generated.rs .generated.ts .pb.c .pb.cc .pb.cpp .pb.go .pb.gw.go .pb.h
            .pb.rs .pb.swift _generated.go _generated.rs _grpc_pb.js _pb.d.ts _pb.js _pb2.py _pb2.pyi _pb2_grpc.py
            """),
        (OmissionReason.Minified, ".bundle.js .css.map .js.map .min.css .min.js .min.mjs .mjs.map"),
        (OmissionReason.LockFile, ".lock"),
        (OmissionReason.NotText,
            """
            .ai .avif .bmp .cur .eps .gif .heic .icns .ico .jfif .jpeg .jpg .jxl .png .psd .svg .svgz .tga .tif .tiff .webp .xcf
            .3gp .aac .aiff .avi .flac .flv .m4a .m4v .mid .mkv .mov .mp3 .mp4 .mpeg .mpg .ogg .ogv .opus .wav .weba .webm .wma .wmv
            .eot .otf .ttc .ttf .woff .woff2
            .7z .ar .br .bz2 .cab .crate .deb .dmg .gem .gz .iso .jar .lz4 .lzma .nupkg .rar .rpm .snupkg .tar .tgz .txz .war .whl .xz .zip .zst
            .a .bc .beam .bin .class .com .dat .dll .dylib .elc .elf .exe .hi .ko .la .lib .lo .msi .node .o .obj .pdb .pyc .pyd .pyo .rlib .rmeta .so .wasm
            .doc .docx .epub .numbers .odp .ods .odt .pages .pdf .ppt .pptx .rtf .xls .xlsm .xlsx
            .arrow .ckpt .db .db3 .feather .ggml .gguf .h5 .hdf5 .idx .mdb .npy .npz .onnx .pack .parquet .pickle .pkl .pt .pth .rdb .safetensors .sqlite .sqlite3 .tflite .usearch
            .3ds .blend .dwg .fbx .glb .stl .uasset .unitypackage
            .asc .cer .crl .crt .der .sig
            """));

    /// <summary>Beginnings of secret names, and the endings that show a file to be harmless all the same.</summary>
    private static readonly string[] SecretBeginnings = [".env."];

    private static readonly string[] HarmlessEndings = [".dist", ".example", ".sample", ".template", ".tmpl", ".pub"];

    /// <summary>Whether a file's name is reason enough to leave it out, and what in the name is.</summary>
    /// <param name="path">Relative to the root, with <c>/</c>.</param>
    public static bool TryFind(string path, out OmissionReason reason, out string rule)
    {
        var name = Path.GetFileName(path);
        if (!HarmlessEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            rule = name;
            if (Names.TryGetValue(name, out reason) || StartsSecret(name, out reason))
                return true;
            if (HasEnding(name, out reason, out rule))
                return true;
        }

        return LiesInFolder(path, out reason, out rule);
    }

    private static bool StartsSecret(string name, out OmissionReason reason)
    {
        reason = OmissionReason.Secret;
        return SecretBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasEnding(string name, out OmissionReason reason, out string rule)
    {
        var endings = Endings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is '.' or '_' && endings.TryGetValue(name.AsSpan(i), out reason))
            {
                rule = "*" + name[i..];
                return true;
            }
        }

        (reason, rule) = (default, "");
        return false;
    }

    private static bool LiesInFolder(string path, out OmissionReason reason, out string rule)
    {
        var folders = Folders.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = 0;
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', start))
        {
            if (folders.TryGetValue(path.AsSpan(start, slash - start), out reason))
            {
                rule = path[start..slash] + "/";
                return true;
            }

            start = slash + 1;
        }

        (reason, rule) = (default, "");
        return false;
    }

    private static FrozenDictionary<string, OmissionReason> Table(params (OmissionReason Reason, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), (row, word) => (word, row.Reason))
            .ToFrozenDictionary(entry => entry.word, entry => entry.Reason, StringComparer.OrdinalIgnoreCase);
}
