using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Patina.Bench -- --filter '*Row*' --inProcess
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
