using System.CommandLine;
using Argosy.Cli.Invocation;

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
        var plan = RunPlan.Read(session, parse, options);
        if (!plan.Ok) return session.Fail(plan.Error!);
        return new RunHost(session, parse, options, plan.Value).RunAsync().GetAwaiter().GetResult();
    }
}
