using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
return Argosy.Worker.Links.WorkerProcess.Run(input, output, Console.Error);
