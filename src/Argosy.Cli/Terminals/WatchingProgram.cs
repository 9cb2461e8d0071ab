namespace Argosy.Cli.Terminals;

/// <summary>The program that started this one to watch it: the server, for a research job. It says so by ARGOSY_PROGRESS=json and holds this process's standard input open.</summary>
/// <remarks>The input ends when the watching program closes it or is gone, however it went: then the work stops as at Ctrl-C, so that no job outlives the server that would take it up again.</remarks>
static class WatchingProgram
{
    const string Variable = "ARGOSY_PROGRESS";

    /// <summary>Whether there is one.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable(Variable) == "json";

    /// <summary>Stops the work when the input ends.</summary>
    public static void StopWithIt(CancellationTokenSource stop)
    {
        var thread = new Thread(() =>
        {
            Wait();
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The work has ended meanwhile.
            }
        })
        { IsBackground = true, Name = "watching program" };
        thread.Start();
    }

    static void Wait()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            Span<byte> nothing = stackalloc byte[64];
            while (input.Read(nothing) > 0)
            {
                // What it might say is of no interest, only that it is there.
            }
        }
        catch (IOException)
        {
            // An input that cannot be read has ended.
        }
    }
}
