using BenchmarkDotNet.Running;
using Patina.Bench;
using Patina.Bench.Export;
using Patina.Bench.Mlx;
using Patina.Bench.Onnx;
using Patina.Bench.Search;
using Patina.Bench.Training;

// dotnet run -c Release --project bench/Patina.Bench -- --filter '*Row*' --inProcess
// dotnet run -c Release --project bench/Patina.Bench -- onnx …   (see bench/onnx-speed.sh)
// dotnet run -c Release --project bench/Patina.Bench -- tokenizers
if (args is ["tokenizers"])
    return TokenizerSpeed.Run();

// dotnet run -c Release --project bench/Patina.Bench -- static
if (args is ["static"])
    return StaticSpeed.Run();

// dotnet run -c Release --project bench/Patina.Bench -- training 50000 10
if (args is ["training", .. var training])
    return TrainingSpeed.Run(training);

// dotnet run -c Release --project bench/Patina.Bench -- pretrain 30 1
if (args is ["pretrain", .. var pretrain])
    return PretrainSpeed.Run(pretrain);

// dotnet run -c Release --project bench/Patina.Bench -- dimensions 10000
if (args is ["dimensions", .. var dimensions])
    return IndexDimensions.Run(dimensions);

// dotnet run -c Release --project bench/Patina.Bench -- search PROJECT 50
if (args is ["search", .. { Length: 2 } search])
    return SearchSpeed.Run(search);

// dotnet run -c Release --project bench/Patina.Bench -- index REPOSITORY…
if (args is ["index", .. { Length: > 0 } roots])
    return IndexSpeed.Run(roots);

// dotnet run -c Release --project bench/Patina.Bench -- start PROGRAM PROJECT QUESTION
if (args is ["start", .. { Length: 3 } start])
    return StartSpeed.Run(start);

if (args is ["onnx", .. var onnx])
    return OnnxSpeed.Run(onnx);

// dotnet run -c Release --project bench/Patina.Bench -- export …   (see bench/export-speed.sh)
if (args is ["export", .. var export])
    return ExportSpeed.Run(export);

// PATINA_MLX_LIBRARY=… dotnet run -c Release --project bench/Patina.Bench -- mlx CHECKPOINT
if (args is ["mlx", .. var mlx])
    return MlxSpeed.Run(mlx);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
