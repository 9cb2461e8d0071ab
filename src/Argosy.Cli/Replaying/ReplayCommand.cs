using System.CommandLine;
using System.Diagnostics;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Logs;

namespace Argosy.Cli.Replaying;

/// <summary><c>argosy replay</c>: runs a log again and says whether it is the same run.</summary>
static class ReplayCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<ReplayOptions>(
        "replay", "Run a log of a backtest, of a paper or live run, or CSV audit logs again and prove that it is the same run; exit code 1 where it is not.",
        [
            "argosy replay run.log",
            "argosy replay run.log --data prices.csv --strategy my-strategy.cs",
            "argosy replay run.log --json -",
            "argosy replay runs/my-bot                            the run.log of a bot's run",
            "argosy replay argosy-data/logs                       the CSV audit logs of a host: every order, price and vote again",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, ReplayOptions options)
    {
        var begin = Stopwatch.GetTimestamp();
        var (path, json) = (parse.GetValue(options.Log)!, parse.GetValue(options.Json));
        if (path.Length == 0) return session.Fail(Error.BadInput("LOG: the file's name is empty"));
        if (AuditReplay.Takes(path)) return AuditReplay.Run(session, path, json);
        var place = MessageLog.Place(path);
        if (!place.Ok) return session.Fail(place.Error!);
        path = place.Value;
        if (json is not null && OutputFiles.Check(session, ("LOG", path), ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        if (MessageLog.IsOne(path)) return MessageLog.Replay(session, path, json);
        var log = RunLogReader.Read(path);
        if (!log.Ok) return session.Fail(log.Error!);
        var request = LoggedRun.Find(session, parse, options, path, log.Value.Header);
        if (!request.Ok) return session.Fail(request.Error!);

        var replaying = Stopwatch.GetTimestamp();
        var outcome = Replayed(session, log.Value, request.Value);
        if (!outcome.Ok) return session.Fail(outcome.Error!);
        var report = new ReplayReport(path, log.Value, request.Value, outcome.Value, Stopwatch.GetElapsedTime(replaying), Stopwatch.GetElapsedTime(begin));
        if (json is not null && OutputFiles.WriteJson(session, json, report.WriteJson) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) report.Write(session.Terminal);
        return outcome.Value.IsEqual ? ExitCode.Done : ExitCode.Failed;
    }

    static Result<ReplayOutcome> Replayed(Session session, RunLog log, LoggedRun run)
    {
        using var progress = new ProgressLine(session.Terminal, "replay", session.Cancel);
        return Replay.Run(log, run.Markets, run.Strategy, progress, session.Cancel);
    }
}
