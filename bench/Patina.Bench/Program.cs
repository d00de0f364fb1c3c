using BenchmarkDotNet.Running;
using Patina.Bench;
using Patina.Bench.Onnx;

// dotnet run -c Release --project bench/Patina.Bench -- --filter '*Row*' --inProcess
// dotnet run -c Release --project bench/Patina.Bench -- onnx …   (see bench/onnx-speed.sh)
// dotnet run -c Release --project bench/Patina.Bench -- tokenizers
if (args is ["tokenizers"])
    return TokenizerSpeed.Run();
if (args is ["onnx", .. var onnx])
    return OnnxSpeed.Run(onnx);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
