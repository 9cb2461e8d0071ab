using System.Text;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Logs;
using Argosy.Worker.Running;

namespace Argosy.Cli.Replaying;

/// <summary>Tells the runs of CSV audit logs to fresh workers and compares orders, prices and votes, message by message.</summary>
static class AuditReplay
{
    /// <summary>Whether a path is a CSV audit log or a folder of them.</summary>
    public static bool Takes(string path)
    {
        try
        {
            return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.csv").Any(IsCsv) : File.Exists(path) && IsCsv(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it next says what is wrong with it.
            return false;
        }
    }

    /// <summary>Replays it.</summary>
    public static ExitCode Run(Session session, string path, string? json)
    {
        var runs = Read(path);
        if (!runs.Ok) return session.Fail(runs.Error!);
        if (runs.Value.Count == 0) return session.Fail(Error.NotFound($"{path}: there is no run in it; expected rows that begin with one of event_type 'run'"));
        session.Bots.NeedStored(runs.Value.Values.SelectMany(rows => rows).Select(row => row.Message.Host).OfType<RunBegins>().Select(begins => begins.Strategy));
        var verdicts = runs.Value.Select(run => Replay(run.Key, run.Value)).ToArray();
        if (json is not null && OutputFiles.WriteJson(session, json, writer => Write(writer, path, verdicts)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard)
        {
            foreach (var verdict in verdicts)
            {
                session.Terminal.Line($"deployment {verdict.Deployment}: {verdict.Orders} orders, {verdict.Fills} fills, {verdict.Votes} rounds of votes, {verdict.Candles} candles");
                session.Terminal.Line(verdict.Difference is null ? $"  equal: every order, price and vote is the log's; state {verdict.StateHash}" : $"  different: {verdict.Difference}");
            }
        }
        return Array.TrueForAll(verdicts, verdict => verdict.Difference is null) ? ExitCode.Done : ExitCode.Failed;
    }

    static Result<SortedDictionary<int, List<Row>>> Read(string path)
    {
        var runs = new SortedDictionary<int, List<Row>>();
        IReadOnlyList<string> files = File.Exists(path) ? [path] : RotatingFile.Files(path, AuditFiles.Audit, "csv") is { Count: > 0 } own ? own : [.. Directory.EnumerateFiles(path, "*.csv").Where(IsCsv).Order(StringComparer.Ordinal)];
        var numbers = new Dictionary<int, long>();
        foreach (var file in files)
        {
            if (ReadCsv(file, runs, numbers) is { } wrong) return wrong;
        }
        return runs;
    }

    static bool IsCsv(string file)
    {
        using var reader = new StreamReader(file);
        return reader.ReadLine() == AuditText.Header;
    }

    static Error? ReadCsv(string file, SortedDictionary<int, List<Row>> runs, Dictionary<int, long> numbers)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var where = $"{Path.GetFileName(file)} line {line}";
            var context = Context(text);
            if (context is null) return Error.Corrupt($"{where}: expected nine columns, the last one JSON in quotation marks");
            try
            {
                using var document = JsonDocument.Parse(context);
                var root = document.RootElement;
                if (!root.TryGetProperty("message", out var message)) continue;
                var read = LinkCodec.Read(Encoding.UTF8.GetBytes(message.GetRawText()));
                if (!read.Ok) return Error.Corrupt($"{where}: {read.Error!.Message}");
                var (deployment, number) = (root.GetProperty("deployment").GetInt32(), root.GetProperty("number").GetInt64());
                var before = numbers.GetValueOrDefault(deployment);
                if (number != before + 1) return Error.Corrupt($"{where}: message {number} of deployment {deployment} follows message {before}; one is missing, doubled or moved");
                numbers[deployment] = number;
                if (!runs.TryGetValue(deployment, out var rows)) runs.Add(deployment, rows = []);
                rows.Add(new Row(read.Value, where) { Text = text });
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return Error.Corrupt($"{where}: the context is no message as it was written");
            }
        }
        return null;
    }

    // The context is the last column and always quoted.
    static string? Context(string line)
    {
        var commas = 0;
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted && ++commas == 8) return line.Length > i + 2 && line[i + 1] == '"' && line[^1] == '"' ? line[(i + 2)..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : null;
        }
        return null;
    }

    // What has no time of its own, that a run begins, stands there with the time it was written down.
    static bool Agree(string text, string columns, bool hasTime) =>
        hasTime ? text.StartsWith(columns, StringComparison.Ordinal) : text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..].StartsWith(columns[(columns.IndexOf(',', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);

    static Verdict Replay(int deployment, List<Row> rows)
    {
        var (orders, fills, votes, candles) = (0, 0, 0, 0);
        var answers = new Queue<WorkerMessage>();
        var worker = new RunWorker(answers.Enqueue);
        string? difference = null;
        RunAudit? audit = null;
        var (columns, hasTime) = ("", false);
        foreach (var row in rows)
        {
            var (told, answer) = (row.Message.Host, row.Message.Worker);
            if (told is RunBegins begins)
            {
                // The columns people read follow from the messages: one that was changed by itself is found, too.
                audit = new RunAudit("", deployment, "", begins.Instruments, draft => (columns, hasTime) = (AuditText.Line(draft, ""), draft.Time > 0));
                if (worker.Trades.Count > 0) difference ??= $"{row.Where}: a run begins once";
            }
            if (told is not null) audit?.Heard(told);
            else audit?.Heard(answer!);
            if (row.Text is { } text && audit is not null && !Agree(text, columns, hasTime)) difference ??= $"{row.Where}: its columns are not those of its message; expected {columns}";
            if (told is not null)
            {
                if (answers.Count > 0) difference ??= $"{row.Where}: before it the replay goes on with {answers.Peek().GetType().Name}, the log does not";
                candles += told is MarketMoved moved ? moved.Closed.Count : 0;
                fills += told is OrderSaid { Event.Kind: OrderEventKind.Filled } ? 1 : 0;
                if (difference is not null) break;
                worker.Hear(told);
                continue;
            }
            orders += answer is OrderWanted or PaperTold { Order: not null } ? 1 : 0;
            fills += answer is PaperTold { Event.Kind: OrderEventKind.Filled } ? 1 : 0;
            votes += answer is VotesHeld ? 1 : 0;
            if (!answers.TryDequeue(out var replayed)) difference ??= $"{row.Where}: the log has {answer}, the replay nothing";
            else if (!LinkCodec.IsReplayed(answer!, replayed)) difference ??= $"{row.Where}: the log has {answer}, the replay {replayed}";
            if (difference is not null) break;
        }
        return new Verdict(deployment, orders, fills, votes, candles, worker.StateHash, difference);
    }

    static void Write(Utf8JsonWriter json, string path, IReadOnlyList<Verdict> verdicts)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-audit-replay/1");
        json.WriteString("log", path);
        json.WriteBoolean("equal", verdicts.All(verdict => verdict.Difference is null));
        json.WriteStartArray("runs");
        foreach (var verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteNumber("deployment", verdict.Deployment);
            json.WriteNumber("orders", verdict.Orders);
            json.WriteNumber("fills", verdict.Fills);
            json.WriteNumber("votes", verdict.Votes);
            json.WriteNumber("candles", verdict.Candles);
            json.WriteString("stateHash", verdict.StateHash);
            json.WriteString("difference", verdict.Difference);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    sealed record Row(LinkMessage Message, string Where)
    {
        public string? Text { get; init; }
    }

    sealed record Verdict(int Deployment, int Orders, int Fills, int Votes, int Candles, string StateHash, string? Difference);
}
