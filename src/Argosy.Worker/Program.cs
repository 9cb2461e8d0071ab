return Argosy.Worker.Links.WorkerProcess.Run(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error);
