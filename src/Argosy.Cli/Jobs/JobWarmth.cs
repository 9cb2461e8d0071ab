using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Jobs;

/// <summary>Runs what the next command will run, on made-up candles, so that its code is compiled when somebody waits for it.</summary>
static class JobWarmth
{
    const string Bars = "20000";

    /// <summary>Warms this process: a built-in strategy, then the given bots; nothing of it is kept.</summary>
    /// <param name="bots">Bots of the host's own making, e.g. one in each language.</param>
    public static void Gain(IReadOnlyList<JobBot> bots)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-warm-").FullName;
        try
        {
            using var pulse = new JobPulse(_ => { });
            var session = new Session(new Terminal(TextWriter.Null, TextWriter.Null), CancellationToken.None)
            {
                IsJob = true,
                Bots = new GivenBots(bots.ToDictionary(bot => bot.File, StringComparer.Ordinal), pulse),
                Trials = () => null,
            };
            CommandLine.Run(["data", "synth", "--bars", Bars, "--name", "warm", "--store", folder], session);
            var data = Path.Combine(folder, "warm.bars");
            foreach (var strategy in bots.Select(bot => bot.File).Prepend("ma-cross").Prepend("ma-cross"))
            {
                CommandLine.Run(["backtest", "--data", data, "--strategy", strategy, "--json", "-"], session);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
