using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Jobs;

/// <summary>Runs what the next command will run, on made-up candles, so that its code is compiled when somebody waits for it.</summary>
static class JobWarmth
{
    /// <summary>How long a worker that is warm is left alone before it goes on: somebody may be waiting for it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    const int Bars = 20_000, MoreBars = 100_000;
    const string BuiltIn = "ma-cross";

    /// <summary>Warms this process: a built-in strategy, then the given bots; nothing of it is kept.</summary>
    /// <param name="bots">Bots of the host's own making, e.g. one in each language.</param>
    public static void Gain(IReadOnlyList<JobBot> bots) => Run(Bars, [BuiltIn, BuiltIn, .. bots.Select(bot => bot.File)], bots, CancellationToken.None);

    /// <summary>Goes on where nobody waits: longer runs in .NET, after which the compiler has done with the engine what it does in long runs.</summary>
    /// <param name="bots">The same bots.</param>
    /// <param name="stop">Asks to stop.</param>
    public static void GainMore(IReadOnlyList<JobBot> bots, CancellationToken stop)
    {
        string[] files = [.. bots.Where(bot => !bot.IsTypeScript).Select(bot => bot.File).Prepend(BuiltIn)];
        Run(MoreBars, [.. files, .. files], bots, stop);
    }

    static void Run(int bars, IEnumerable<string> strategies, IReadOnlyList<JobBot> bots, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-warm-").FullName;
        try
        {
            using var pulse = new JobPulse(_ => { });
            var session = new Session(new Terminal(TextWriter.Null, TextWriter.Null), stop)
            {
                IsJob = true,
                Bots = new GivenBots(bots.ToDictionary(bot => bot.File, StringComparer.Ordinal), pulse),
                Trials = () => null,
            };
            CommandLine.Run(["data", "synth", "--bars", bars.ToString(CultureInfo.InvariantCulture), "--name", "warm", "--store", folder], session);
            var data = Path.Combine(folder, "warm.bars");
            foreach (var strategy in strategies)
            {
                if (stop.IsCancellationRequested) return;
                CommandLine.Run(["backtest", "--data", data, "--strategy", strategy, "--json", "-"], session);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
