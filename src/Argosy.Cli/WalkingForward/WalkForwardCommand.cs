using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Optimising;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Optimisation;
using Argosy.Research.Results;
using Argosy.Research.Trials;
using Argosy.Research.WalkForward;

namespace Argosy.Cli.WalkingForward;

/// <summary><c>argosy walkforward</c>: parameters chosen on the past, tested on what came next, again and again.</summary>
static class WalkForwardCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<WalkForwardOptions>(
        "walkforward", "Choose parameters on the past, test them on what came next, move on: results without hindsight.",
        [
            "argosy walkforward --data prices.csv --strategy ma-cross --range fast=5..50:5 --range slow=20..200:20 --train 365d --test 90d",
            "argosy walkforward --data prices.csv --strategy rsi --range period=5..30 --method tpe --trials 100 --train 180d --test 30d --anchored --json walk.json",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, WalkForwardOptions options)
    {
        var (json, trades, equity) = (parse.GetValue(options.Json), parse.GetValue(options.Trades), parse.GetValue(options.EquityFile));
        if (OutputFiles.Check(session, ("--json", json), ("--trades", trades), ("--equity-file", equity)) is { } unwritable) return session.Fail(unwritable);
        if (trades == OutputFiles.Standard || equity == OutputFiles.Standard) return session.Fail(Error.BadInput("only --json may go to the standard output; expected a file"));
        var read = SearchReader.Read(parse, options.Search, session.Bots);
        if (!read.Ok) return session.Fail(read.Error!);
        if (read.Value.Objectives.Count > 1) return session.Fail(Error.BadInput("--objective: a window has one best parameter set; expected a single objective"));
        var loaded = MarketReader.Read(parse, options.Search.Run, session, read.Value.Settings);
        if (!loaded.Ok) return session.Fail(loaded.Error!);

        var search = read.Value with { Markets = loaded.Value.Markets };
        var plan = new WalkForwardPlan(parse.GetValue(options.Train)!.Value, parse.GetValue(options.Test)!.Value, parse.GetValue(options.Anchored));
        var walked = Walk(session, search, plan);
        if (!walked.Ok) return session.Fail(walked.Error!);
        var counted = Count(session, walked.Value, search);
        if (!counted.Ok) return session.Fail(counted.Error!);
        var notes = WalkForwardNotes.Of(walked.Value, counted.Value);
        if (OutputFiles.Write(session, json, stream => WalkForwardJson.Write(stream, walked.Value, search, notes)) is var saved and not ExitCode.Done) return saved;
        if (Write(session, trades, writer => TradesCsv.Write(writer, walked.Value.Trades, walked.Value.Markets)) is var first and not ExitCode.Done) return first;
        if (Write(session, equity, writer => EquityCsv.Write(writer, walked.Value.Equity)) is var second and not ExitCode.Done) return second;
        if (json != OutputFiles.Standard) new WalkForwardReport(session.Terminal, walked.Value, search, [.. loaded.Value.Notes, .. notes]).Write([.. new[] { json, trades, equity }.OfType<string>()]);
        return ExitCode.Done;
    }

    static Result<WalkForwardResult> Walk(Session session, OptimisationRequest search, WalkForwardPlan plan)
    {
        using var progress = new ProgressLine(session.Terminal, "walkforward", session.Cancel);
        return WalkForwardRun.Run(search.Markets, search.Settings, plan, OptimisedWindows.Of(search), progress, session.Cancel);
    }

    // Every parameter set is a trial on these data, once.
    static Result<TrialCount?> Count(Session session, WalkForwardResult walk, OptimisationRequest search)
    {
        if (session.Trials() is not { } record) return Result<TrialCount?>.Of(null);
        var added = record.Add(DataHash.Of(walk.Markets), search.Strategy, [.. walk.Tried.Select(t => Trial.Of(t.Trial.Strategy, t.Trial.Rules.Under(walk.Settings), t.DailySharpe))]);
        return added.Ok ? added.Value : added.Error!;
    }

    static ExitCode Write(Session session, string? path, Action<TextWriter> write) => path is null ? ExitCode.Done : OutputFiles.Save(session, path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });
}
