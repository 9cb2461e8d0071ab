using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Running;

/// <summary><c>argosy run</c>: a strategy on a live market, on paper or with money.</summary>
static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var options = new RunOptions();
        var command = new DescribedCommand("run", "Trade a strategy on a venue's market: on paper, or live with real money.")
        {
            Examples =
            [
                "argosy run --config samples/configurations/paper-binance.yaml --paper",
                "argosy run --venue virtual --data prices.csv --strategy ma-cross --param fast=20 --param slow=100   a paper run over a file",
                "argosy run --venue binance --instruments BTC/USDT --candles 1m --strategy rsi --size quote:100 --paper",
                "argosy run --config samples/configurations/live-binance.yaml --live --key env:BINANCE",
                "argosy run --config samples/configurations/live-testnet.yaml --live --key env:TESTNET     on 'argosy testnet'",
                "argosy run --config samples/configurations/paper-binance.yaml --console --commands 8088   and obey commands",
                "argosy run --config samples/configurations/several-bots.yaml     several bots in one process, each on its own account",
                "argosy run --venue binance --console     no strategy: only what commands open, on paper",
            ],
        };
        options.AddTo(command);
        command.Run(parse => Run(session, parse, options));
        return command;
    }

    static ExitCode Run(Session session, ParseResult parse, RunOptions options)
    {
        var json = parse.GetValue(options.Json);
        if (json is not null && OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var plans = PlansOf(session, parse, options);
        return plans.Ok ? new RunHost(session, parse, options, plans.Value).RunAsync().GetAwaiter().GetResult() : session.Fail(plans.Error!);
    }

    static Result<IReadOnlyList<RunPlan>> PlansOf(Session session, ParseResult parse, RunOptions options)
    {
        if (session.Several.Count == 0)
        {
            var plan = RunPlan.Read(session, parse, options);
            return plan.Ok ? Result<IReadOnlyList<RunPlan>>.Of([plan.Value]) : plan.Error!;
        }
        var plans = new List<RunPlan>();
        foreach (var bot in session.Several)
        {
            var own = parse.RootCommandResult.Command.Parse(bot.Words, CommandLine.Parsing);
            var wrong = own.Errors.Count > 0 ? Error.BadInput(UsageError.Describe(own))
                : own.GetValue(options.Run.Strategy) is { Length: > 0 } ? null : Error.BadInput($"--bot: {own.GetValue(options.Bot)} has no strategy; expected one of its own, or one for all bots");
            var plan = wrong is null ? RunPlan.Read(session with { Origins = bot.Origins }, own, options) : wrong;
            if (!plan.Ok) return plan.Error! with { Message = bot.Origins?.Place(plan.Error.Message) ?? plan.Error!.Message };
            plans.Add(plan.Value);
        }
        return plans;
    }
}
