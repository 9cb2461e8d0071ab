using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Research.Optimisation;
using Argosy.Research.Trials;

namespace Argosy.Cli.Optimising;

/// <summary><c>argosy optimize</c>: many parameter sets of one strategy on the same history, and the best of them.</summary>
static class OptimizeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<OptimizeOptions>(
        "optimize", "Search for the parameters of a strategy that make an objective best.",
        [
            "argosy optimize --data prices.csv --strategy ma-cross --range fast=5..50:5 --range slow=20..200:20 --json search.json",
            "argosy optimize --data prices.csv --strategy rsi --range period=5..30 --range low=10..40 --method tpe --trials 300 --min-trades 30",
            "argosy optimize --data prices.csv --strategy ma-cross --range fast=5..50 --range slow=20..200 --method genetic --objective cagr --objective maxDrawdown",
            "argosy optimize ... --resume search.json            # goes on with a search that was interrupted",
            "argosy backtest --data prices.csv --from-optimization search.json   # the best trial as a backtest; search.json#12: another one",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, OptimizeOptions options)
    {
        var (json, resume) = (parse.GetValue(options.Json), parse.GetValue(options.Resume));
        if (json is not null && resume is not null) return session.Fail(Error.BadInput("--json and --resume both name the result's file; expected --resume alone to go on with a search"));
        var path = resume ?? json;
        if (resume == OutputFiles.Standard) return session.Fail(Error.BadInput("--resume: the standard output cannot be gone on with; expected a file"));
        if (path is not null && OutputFiles.Check(session, (resume is null ? "--json" : "--resume", path)) is { } unwritable) return session.Fail(unwritable);
        var read = SearchReader.Read(parse, options, session.Bots);
        if (!read.Ok) return session.Fail(read.Error!);
        var loaded = MarketReader.Read(parse, options.Run, session, read.Value.Settings);
        if (!loaded.Ok) return session.Fail(loaded.Error!);

        var request = read.Value with
        {
            Markets = loaded.Value.Markets,
            Journal = path is null or OutputFiles.Standard ? null : $"{path}.trials",
            Resume = resume is not null,
            Files = session.Files,
        };
        var result = Search(session, request);
        if (!result.Ok) return session.Fail(result.Error!);
        if (Write(session, path, request, result.Value) is var written and not ExitCode.Done) return written;
        if (path != OutputFiles.Standard) new OptimizeReport(session.Terminal, result.Value, loaded.Value.Notes).Write((int)(parse.GetValue(options.Top) ?? 10), path, path is null ? "" : NextCommand.Of(parse, options.Run, request, path));
        return result.Value.Stopped ? ExitCode.Cancelled : ExitCode.Done;
    }

    static Result<OptimisationResult> Search(Session session, OptimisationRequest request)
    {
        using var progress = new SearchProgressLine(session.Terminal, request.Objectives[0].Name);
        var began = !File.Exists(request.Journal);
        var tally = new TrialTally(session.Trials());
        var result = Optimiser.Run(request with { Sink = tally }, progress, session.Cancel);
        tally.Flush();
        if (result.Ok && tally.Failure is { } uncounted) result = result.Value with { Warnings = [.. result.Value.Warnings, $"these trials could not be counted: {uncounted.Message}"] };
        // A search that was refused leaves nothing to go on with.
        if (!result.Ok && began && request.Journal is not null) session.Files.Remove(request.Journal);
        return result;
    }

    // The journal is needed no more once the whole result is there.
    static ExitCode Write(Session session, string? path, OptimisationRequest request, OptimisationResult result)
    {
        var written = OutputFiles.Write(session, path, stream => OptimisationJson.Write(stream, result));
        if (written == ExitCode.Done && !result.Stopped && request.Journal is { } journal) session.Files.Remove(journal);
        return written;
    }
}
