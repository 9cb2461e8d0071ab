using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Auditing;

/// <summary><c>argosy audit</c>: checks the audit log and writes it out.</summary>
static class AuditCommand
{
    const int Page = 1_000;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("audit", "Check and export the hash-chained audit log of a host.")
        {
            Examples = ["argosy audit verify", "argosy audit verify audit.jsonl", "argosy audit export --out audit.jsonl", "argosy audit export --format csv --deployment 1 --out audit.csv"],
        };
        command.Add(Verify(session));
        command.Add(Export(session));
        return command;
    }

    static DescribedCommand Verify(Session session)
    {
        var command = new DescribedCommand("verify", "Check that every line is what was written; the first that is not is named, with exit code 1.")
        {
            Examples = ["argosy audit verify --folder argosy-data", "argosy audit verify audit.jsonl"],
        };
        var file = new Argument<string?>("FILE") { Description = "An exported log (JSON lines) instead of the database", Arity = ArgumentArity.ZeroOrOne };
        var host = new HostOptions();
        command.Add(file);
        command.AddGroup("Host", host.All);
        command.Run(parse => VerifyAsync(session, parse, host, parse.GetValue(file)).GetAwaiter().GetResult());
        return command;
    }

    static DescribedCommand Export(Session session)
    {
        var command = new DescribedCommand("export", "Write the log as JSON lines, or a run's messages as CSV, which 'argosy replay' takes.")
        {
            Examples = ["argosy audit export --out audit.jsonl", "argosy audit export --format csv --deployment 3 --out run.csv"],
        };
        var format = OptionKinds.Choice("--format", "jsonl: the chained log (the usual); csv: every message of a run, candles included", ("jsonl", AuditFormat.Jsonl), ("csv", AuditFormat.Csv));
        var output = OptionKinds.Text("--out", "file", "File to write; - is the standard output (the usual)");
        var deployment = OptionKinds.Whole("--deployment", "Which run, for csv (default: the last)", 1, int.MaxValue);
        var host = new HostOptions();
        command.AddGroup("Options", format, deployment, output);
        command.AddGroup("Host", host.All);
        command.Run(parse => ExportAsync(session, parse, host, parse.GetValue(format) ?? AuditFormat.Jsonl, parse.GetValue(output) ?? OutputFiles.Standard, (int?)parse.GetValue(deployment)).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> VerifyAsync(Session session, ParseResult parse, HostOptions host, string? file)
    {
        Result<long> verified;
        if (file is not null)
        {
            if (!File.Exists(file)) return session.Fail(Error.NotFound($"{file}: no such file"));
            using var lines = new StreamReader(file);
            verified = AuditFile.Verify(lines);
        }
        else
        {
            var opened = await OpenAsync(session, parse, host);
            if (!opened.Ok) return session.Fail(opened.Error!);
            await using var database = opened.Value.Database;
            verified = await database.Audit.Verify(session.Cancel);
        }
        if (!verified.Ok)
        {
            await session.Terminal.Error.WriteLineAsync($"error: {verified.Error!.Message}");
            return ExitCode.Failed;
        }
        session.Terminal.Line($"{verified.Value} lines, each as it was written");
        return ExitCode.Done;
    }

    static async Task<ExitCode> ExportAsync(Session session, ParseResult parse, HostOptions host, AuditFormat format, string output, int? deployment)
    {
        if (OutputFiles.Check(session, ("--out", output)) is { } unwritable) return session.Fail(unwritable);
        if (format == AuditFormat.Jsonl && deployment is not null) return session.Fail(Error.BadInput("--deployment is for --format csv; the chained log is of the whole host"));
        var opened = await OpenAsync(session, parse, host);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value.Database;
        if (format == AuditFormat.Jsonl) return await WriteAsync(session, output, writer => LinesAsync(database.Audit, writer, session.Cancel));
        var rows = await database.Bots.Deployments(session.Cancel);
        if ((deployment is { } id ? rows.FirstOrDefault(row => row.Id == id) : rows is [.., var last] ? last : null) is not { } run) return session.Fail(Error.NotFound(deployment is null ? "there is no deployment" : $"--deployment: there is no deployment {deployment}"));
        var log = RunLogLines.Read(HostFiles.LogOf(opened.Value.Place.Folder, run.Id));
        if (!log.Ok) return session.Fail(log.Error!);
        if (log.Value.Messages is not [{ Host: Core.Links.RunBegins begins }, ..]) return session.Fail(Error.NotFound($"deployment {run.Id} has not begun"));
        return await WriteAsync(session, output, async writer =>
        {
            await writer.WriteLineAsync(AuditText.Header);
            var audit = new RunAudit(run.Bot, run.Id, run.Account, begins.Instruments, draft => writer.WriteLine(AuditText.Line(draft, AuditText.Data(draft))));
            foreach (var (told, answer) in log.Value.Messages)
            {
                if (told is not null) audit.Heard(told);
                else audit.Heard(answer!);
            }
        });
    }

    static async Task LinesAsync(IAuditStore store, TextWriter writer, CancellationToken cancellation)
    {
        for (var next = 1L; ;)
        {
            var page = await store.From(next, Page, cancellation);
            foreach (var entry in page) await writer.WriteLineAsync(AuditFile.Line(entry));
            if (page.Count < Page) return;
            next = page[^1].Sequence + 1;
        }
    }

    // Whole or not at all.
    static async Task<ExitCode> WriteAsync(Session session, string output, Func<TextWriter, Task> write)
    {
        if (output == OutputFiles.Standard)
        {
            await write(session.Terminal.Output);
            return ExitCode.Done;
        }
        var next = output + ".next";
        try
        {
            await using (var writer = new StreamWriter(next) { NewLine = "\n" }) await write(writer);
            File.Move(next, output, overwrite: true);
            return ExitCode.Done;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return session.Fail(Error.BadInput($"--out: {output} cannot be written: {failed.Message}"));
        }
    }

    static async Task<Result<(HostPlace Place, IDatabase Database)>> OpenAsync(Session session, ParseResult parse, HostOptions host)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return place.Error!;
        var database = await HostFiles.OpenExistingAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        return database.Ok ? (place.Value, database.Value) : database.Error!;
    }
}

/// <summary>How an audit log is written out.</summary>
enum AuditFormat
{
    /// <summary>JSON lines of the chained log.</summary>
    Jsonl,
    /// <summary>A run's messages with their market.</summary>
    Csv,
}
