using System.CommandLine;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Replaying;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;

namespace Argosy.Cli.Auditing;

/// <summary><c>argosy why</c>: the chain of an order from the votes to its last execution.</summary>
static class WhyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("why", "Say why an order exists or was refused, and what became of it.")
        {
            Examples = ["argosy why 3/12          order 12 of deployment 3", "argosy why 0001a2b3c4d5e6f7g8          by its client order id", "argosy why 3/trade/4     the orders of trade 4", "argosy why 12 --result result.json     order 12 of a backtest, which is run again"],
        };
        var id = new Argument<string>("ID") { Description = "A client order id, DEPLOYMENT/ORDER, DEPLOYMENT/trade/NUMBER, or with --result an order's number" };
        var result = OptionKinds.Text("--result", "file", "A backtest's result: its run is repeated");
        var (host, files) = (new HostOptions(), new ReplayOptions());
        command.Add(id);
        command.AddGroup("Backtest", result, files.Data, files.Strategy, files.Timeframe, files.Columns, files.Force);
        command.AddGroup("Host", host.All);
        command.Run(parse => parse.GetValue(result) is { } file
            ? OfResult(session, parse, files, file, parse.GetValue(id)!)
            : OfHostAsync(session, parse, host, parse.GetValue(id)!).GetAwaiter().GetResult());
        return command;
    }

    static ExitCode OfResult(Session session, ParseResult parse, ReplayOptions files, string file, string id)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var order)) return session.Fail(Error.BadInput($"ID: '{id}' is no order's number; with --result expected one such as 12"));
        var messages = ResultRun.Messages(session, parse, files, file);
        if (!messages.Ok) return session.Fail(messages.Error!);
        var story = WhyStory.Of(messages.Value, order);
        if (!story.IsFound) return session.Fail(Error.NotFound($"ID: {file} has no order {order}"));
        Write(session.Terminal, story);
        return ExitCode.Done;
    }

    static async Task<ExitCode> OfHostAsync(Session session, ParseResult parse, HostOptions host, string id)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return session.Fail(place.Error!);
        var opened = await HostFiles.OpenExistingAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var stories = await WhyFinder.ReadAsync(database, deployment => HostFiles.LogOf(place.Value.Folder, deployment), id, session.Cancel);
        if (!stories.Ok) return session.Fail(stories.Error!);
        for (var i = 0; i < stories.Value.Count; i++)
        {
            if (i > 0) session.Terminal.Line();
            Write(session.Terminal, stories.Value[i]);
        }
        return ExitCode.Done;
    }

    static void Write(Terminal terminal, WhyStory story)
    {
        foreach (var (time, step, text) in story.Lines) terminal.Line($"{terminal.Paint(Tone.Dim, AuditText.Timestamp(time))}  {terminal.Paint(Tone.Head, step.PadRight(10))}  {text}");
    }
}
