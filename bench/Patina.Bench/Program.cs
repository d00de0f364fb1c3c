using BenchmarkDotNet.Running;
using Patina.Bench.Onnx;

// dotnet run -c Release --project bench/Patina.Bench -- --filter '*Row*' --inProcess
// dotnet run -c Release --project bench/Patina.Bench -- onnx …   (see bench/onnx-speed.sh)
if (args is ["onnx", .. var onnx])
    return OnnxSpeed.Run(onnx);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
