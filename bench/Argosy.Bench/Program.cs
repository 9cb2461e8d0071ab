using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Argosy.Bench.EngineBenchmarks).Assembly).Run(args);
