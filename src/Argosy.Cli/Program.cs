using System.Runtime.InteropServices;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
if (WatchingProgram.IsThere) WatchingProgram.StopWithIt(stop);
return CommandLine.Run(args, Terminal.OfProcess(), stop.Token);

// The first signal asks the running command to stop; a second one ends the process at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
