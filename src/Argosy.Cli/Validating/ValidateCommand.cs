using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Validation;

namespace Argosy.Cli.Validating;

/// <summary><c>argosy validate</c>: what speaks against a strategy, check by check.</summary>
static class ValidateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<ValidateOptions>(
        "validate", "Check a strategy for look-ahead, luck, overfitting and thin gains; exit code 1 when it knows the future.",
        [
            "argosy validate --data prices.csv --strategy ma-cross --param fast=20 --param slow=100",
            "argosy validate --data prices.csv --strategy ma-cross --range fast=5..50:5 --range slow=20..200:20 --json checks.json",
            "argosy validate --data prices.csv --strategy my-strategy.cs --checks look-ahead,warm-up",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, ValidateOptions options)
    {
        var json = parse.GetValue(options.Json);
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var read = ValidationReader.Read(session, parse, options);
        if (!read.Ok) return session.Fail(read.Error!);
        var loaded = MarketReader.Read(parse, options.Search.Run, session, read.Value.Backtest.Settings);
        if (!loaded.Ok) return session.Fail(loaded.Error!);

        var markets = loaded.Value.Markets;
        var request = read.Value with { Backtest = read.Value.Backtest with { Markets = markets }, Search = read.Value.Search is { } search ? search with { Markets = markets } : null };
        var report = Check(session, request);
        if (!report.Ok) return session.Fail(report.Error!);
        if (OutputFiles.Write(session, json, stream => ValidationJson.Write(stream, report.Value)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) ValidationText.Write(session.Terminal, report.Value, json);
        return report.Value.HasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    static Result<ValidationReport> Check(Session session, ValidationRequest request)
    {
        using var progress = new ProgressLine(session.Terminal, "validate", session.Cancel);
        return ValidationRun.Run(request, progress, session.Cancel);
    }
}
