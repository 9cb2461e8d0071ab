using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Core.Values;

namespace Argosy.Cli.Bots;

/// <summary><c>argosy bots run</c>: a backtest of a bot, once, or again whenever its file is saved.</summary>
static class RunBotCommand
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var file = BotFile.Argument();
        var watch = OptionKinds.Flag("--watch", "Run it again whenever the file is saved, until Ctrl-C; workers are started ahead, so that this is fast");
        var command = new DescribedCommand("run", "Test a bot on past candles: 'argosy backtest' with the bot as its strategy.")
        {
            Examples =
            [
                "argosy bots run my-cross.cs --data prices.csv",
                "argosy bots run my-cross.ts --data prices.csv --param fast=10 --size equity:25%",
                "argosy bots run my-cross.cs --data prices.csv --watch      again with every save",
            ],
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Add(file);
        command.AddGroup("Options (and all of argosy backtest but --strategy)", watch);
        command.Run(parse =>
        {
            var bot = parse.GetValue(file)!;
            if (BotFile.Check(bot) is { } wrong) return session.Fail(wrong);
            var rest = parse.UnmatchedTokens;
            if (rest.Any(word => word.Split('=', 2)[0] is "--strategy" or "--from-optimization")) return session.Fail(Error.BadInput("--strategy: the bot is FILE already; expected the further options of 'argosy backtest'"));
            string[] words = ["backtest", "--strategy", bot, .. rest, .. parse.GetValue<bool>(CommandLine.Unsafe) ? (string[])[CommandLine.Unsafe] : []];
            return parse.GetValue(watch) ? WatchAsync(session, words, bot).GetAwaiter().GetResult() : (ExitCode)CommandLine.Run(words, session);
        });
        return command;
    }

    static async Task<ExitCode> WatchAsync(Session session, string[] words, string bot)
    {
        await using var jobs = new WarmJobs(most: 1);
        var warm = session with { Jobs = jobs };
        while (true)
        {
            var stamp = Stamp(bot);
            CommandLine.Run(words, warm);
            if (session.Cancel.IsCancellationRequested) return ExitCode.Cancelled;
            await session.Terminal.Error.WriteLineAsync($"-- {bot} is watched; Ctrl-C ends it");
            try
            {
                while (Stamp(bot) == stamp) await Task.Delay(Look, session.Cancel);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Done;
            }
        }
    }

    // An editor may take the file away for a moment while it saves it.
    static (DateTime Written, long Length) Stamp(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }
}
