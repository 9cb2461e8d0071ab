using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
return args is ["compile"]
    ? Argosy.Worker.Compiling.CompileProcess.Run(input, output, Console.Error)
    : Argosy.Worker.Links.WorkerProcess.Run(input, output, Console.Error);
