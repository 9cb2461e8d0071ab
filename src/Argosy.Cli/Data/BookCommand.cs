using System.CommandLine;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Data.Ticks;
using Argosy.Simulation.Books;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data book</c>: rebuilds an order book from its messages and says where they do not follow on one another.</summary>
/// <remarks>Breaks in the chain, crossed books and quotes that differ end with exit code 1; a book without a snapshot is bad input.</remarks>
internal static class BookCommand
{
    static readonly Argument<string[]> Files = new("FILE") { Description = "Order-book messages of one instrument; several files follow one another in time", Arity = ArgumentArity.OneOrMore };
    static readonly Option<string[]> Quotes = OptionKinds.Texts("--quotes", "file", "The exchange's own best quotes, to be held against the book at each update number both have");
    static readonly Option<string?> Json = DataOptions.Json();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("book", "Check an order book: continuity, crossed books, and the exchange's own quotes.")
        {
            Examples = ["argosy data book l2.csv.gz --quotes quotes.csv.gz", "argosy data book monday.csv.gz tuesday.csv.gz"],
        };
        command.Add(Files);
        command.AddGroup("Options", Quotes, Json);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        var json = parsed.GetValue(Json);
        if (OutputFiles.Check(terminal.Session, ("--json", json)) is { } unwritable) return terminal.Fail(unwritable);
        var book = TickReader.Read(new TickFiles([], [], parsed.GetValue(Files)!));
        if (!book.Ok) return terminal.Fail(book.Error!);
        var quoteFiles = OptionKinds.List(parsed, Quotes);
        var quotes = TickReader.Read(new TickFiles([], quoteFiles, []));
        if (!quotes.Ok) return terminal.Fail(quotes.Error!);
        var check = BookCheck.Of(book.Value.History, quoteFiles.Count == 0 ? null : quotes.Value.History);
        Write(terminal.Output, string.Join(", ", parsed.GetValue(Files)!.Select(Path.GetFileName)), check, book.Value.Notes);
        if (json is not null && OutputFiles.WriteJson(terminal.Session, json, writer => Write(writer, check)) is var written and not ExitCode.Done) return (int)written;
        if (check.Tally.Snapshots == 0) return terminal.Fail("the messages hold no snapshot: there is no book to build; name the file before it, too");
        if (check.Tally is { Breaks: 0, Crossed: 0 } && check.Different == 0) return 0;
        terminal.Fail($"{check.Tally.Breaks} breaks in the chain of update numbers, {check.Tally.Crossed} crossed books, {check.Different} quotes that differ");
        return DataTerminal.Failed;
    }

    static void Write(TextWriter output, string title, BookCheck check, IReadOnlyList<string> notes)
    {
        void Line(string name, string value) => output.WriteLine($"  {name,-15}{value}");
        output.WriteLine(title);
        Line("messages", $"{SeriesReport.Count(check.Messages)} with {SeriesReport.Count(check.Rows)} levels");
        Line("from - to", $"{SeriesReport.Utc(check.From)} - {SeriesReport.Utc(check.To)} UTC");
        Line("snapshots", SeriesReport.Count(check.Tally.Snapshots));
        Line("applied", SeriesReport.Count(check.Tally.Applied));
        Line("held already", $"{SeriesReport.Count(check.Tally.Stale)} by a snapshot");
        Line("without a book", SeriesReport.Count(check.Tally.Unusable));
        Line("breaks", $"{SeriesReport.Count(check.Tally.Breaks)} in the chain of update numbers");
        Line("crossed", SeriesReport.Count(check.Tally.Crossed));
        Line("longest pause", $"{SeriesReport.Count(check.LongestPauseMs)} ms between two messages");
        if (check.Compared is { } compared) Line("quotes", $"{SeriesReport.Count(compared)} shared update numbers, {SeriesReport.Count(check.Different)} differ");
        if (check.Best is { } best) Line("at the end", $"{Exact.Text(best.Bid)} / {Exact.Text(best.Ask)}, {SeriesReport.Count(check.BidLevels)} and {SeriesReport.Count(check.AskLevels)} levels");
        foreach (var note in notes) Line("note", note);
    }

    static void Write(Utf8JsonWriter writer, BookCheck check)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", "argosy-book/1");
        writer.WriteNumber("messages", check.Messages);
        writer.WriteNumber("rows", check.Rows);
        writer.WriteNumber("from", check.From);
        writer.WriteNumber("to", check.To);
        writer.WriteNumber("snapshots", check.Tally.Snapshots);
        writer.WriteNumber("applied", check.Tally.Applied);
        writer.WriteNumber("heldAlready", check.Tally.Stale);
        writer.WriteNumber("withoutBook", check.Tally.Unusable);
        writer.WriteNumber("breaks", check.Tally.Breaks);
        writer.WriteNumber("crossed", check.Tally.Crossed);
        writer.WriteNumber("longestPauseMs", check.LongestPauseMs);
        if (check.Compared is { } compared) writer.WriteNumber("quotesCompared", compared);
        if (check.Compared is not null) writer.WriteNumber("quotesDifferent", check.Different);
        writer.WriteEndObject();
    }
}
