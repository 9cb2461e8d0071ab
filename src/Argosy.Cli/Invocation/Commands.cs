using System.CommandLine;
using Argosy.Cli.Auditing;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Benching;
using Argosy.Cli.Bots;
using Argosy.Cli.Commanding;
using Argosy.Cli.Comparing;
using Argosy.Cli.Data;
using Argosy.Cli.Demonstration;
using Argosy.Cli.Deploying;
using Argosy.Cli.Documentation;
using Argosy.Cli.Margins;
using Argosy.Cli.Operating;
using Argosy.Cli.Optimising;
using Argosy.Cli.Plugging;
using Argosy.Cli.Replaying;
using Argosy.Cli.Reporting;
using Argosy.Cli.Rules;
using Argosy.Cli.Running;
using Argosy.Cli.Serving;
using Argosy.Cli.Strategies;
using Argosy.Cli.StandIn;
using Argosy.Cli.Training;
using Argosy.Cli.Validating;
using Argosy.Cli.WalkingForward;
using Argosy.Cli.WhatIf;

namespace Argosy.Cli.Invocation;

/// <summary>The commands there are, one line each.</summary>
static class Commands
{
    // By name, so that one command line makes the options of one command alone: there are hundreds.
    static readonly (string Name, Func<Session, Command> Create)[] Table =
    [
        ("demo", DemoCommand.Create),
        ("up", UpCommand.Create),
        ("backup", BackupCommand.CreateBackup),
        ("restore", BackupCommand.CreateRestore),
        ("data", DataCommand.Create),
        ("strategies", StrategiesCommand.Create),
        ("rules", RulesCommand.Create),
        ("backtest", BacktestCommand.Create),
        ("bots", BotsCommand.Create),
        ("optimize", OptimizeCommand.Create),
        ("walkforward", WalkForwardCommand.Create),
        ("validate", ValidateCommand.Create),
        ("replay", ReplayCommand.Create),
        ("parity", ParityCommand.Create),
        ("max-leverage", MaxLeverageCommand.Create),
        ("compare", CompareCommand.Create),
        ("report", ReportCommand.Create),
        ("consensus", ConsensusCommand.Create),
        ("train", TrainCommand.Create),
        ("run", RunCommand.Create),
        ("send", SendCommand.Create),
        ("plugins", PluginsCommand.Create),
        ("deployments", DeploymentsCommand.Create),
        ("accounts", AccountsCommand.Create),
        ("why", WhyCommand.Create),
        ("audit", AuditCommand.Create),
        ("alerts", AlertsCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("testnet", TestnetCommand.Create),
        ("bench", BenchCommand.Create),
        ("docs", DocsCommand.Create),
        ("worker", WorkerCommand.Create),
    ];

    /// <summary>All of them, in the order of help.</summary>
    public static IEnumerable<Command> All(Session session) => Table.Select(one => one.Create(session));

    /// <summary>The one a command line begins with; all of them where it begins with none.</summary>
    public static IEnumerable<Command> Of(Session session, string? first) => Table.Any(one => one.Name == first) ? Table.Where(one => one.Name == first).Select(one => one.Create(session)) : All(session);

    /// <summary>What somebody new would type first.</summary>
    public static void WriteFirstSteps(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("Examples:");
        output.WriteLine("  argosy up                                                       the whole platform in a browser: http://127.0.0.1:8080");
        output.WriteLine("  argosy demo                                                     see it work, no data needed");
        output.WriteLine("  argosy data import prices.csv --instrument BTC/USD              keep a file of candles under a name");
        output.WriteLine("  argosy backtest --data prices.csv --strategy ma-cross --param fast=20 --param slow=100");
        output.WriteLine("  argosy replay run.log                                           run a backtest's --log again: the same to the last bit");
        output.WriteLine("  argosy strategies ma-cross                                      its parameters");
        output.WriteLine("  argosy compare a.json b.json                                    two results side by side");
        output.WriteLine("  argosy report a.json                                            a page with charts for a browser");
    }
}
