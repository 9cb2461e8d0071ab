using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Research.Results;
using Argosy.Sandbox.Starting;

namespace Argosy.Cli.Bots;

/// <summary><c>argosy bots check</c>: what is wrong with a bot's text, and whether it runs.</summary>
static class CheckCommand
{
    const int Bars = 200;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var file = BotFile.Argument();
        var json = new OutputOption("--json", "Write what was found as JSON; - is the standard output");
        var command = new DescribedCommand("check", "Say what is wrong with a bot and try it on 200 made-up candles, in a sandbox.")
        {
            Examples = ["argosy bots check my-cross.cs", "argosy bots check my-cross.ts --json -"],
        };
        command.Add(file);
        command.AddGroup("Output", json);
        command.Run(parse => RunAsync(session, parse.GetValue(file)!, parse.GetValue(json), parse.GetValue<bool>(CommandLine.Unsafe)).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session, string file, string? json, bool isUnsafe)
    {
        if (BotFile.Check(file) is { } wrong) return session.Fail(wrong);
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var sandboxes = Sandboxes.Open(isUnsafe || HostedJob.IsUnsafe([]) ? SandboxMode.Unsafe : SandboxMode.Enforced, session.Terminal.Error.WriteLine);
        if (!sandboxes.Ok) return session.Fail(sandboxes.Error!);
        try
        {
            var check = await FindAsync(session, file, sandboxes.Value);
            if (!check.Ok) return session.Fail(check.Error!);
            if (json is not null && OutputFiles.WriteJson(session, json, check.Value.WriteJson) is var written and not ExitCode.Done) return written;
            if (json != OutputFiles.Standard) check.Value.Write(session.Terminal);
            return check.Value.IsSound ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            await session.Jobs.EndAsync();
        }
    }

    static async Task<Result<BotCheckResult>> FindAsync(Session session, string file, Sandboxes sandboxes)
    {
        var source = await BotMaker.ReadAsync(file, session.Cancel);
        if (!source.Ok) return source.Error!;
        var compiler = session.Jobs.Compiler(sandboxes);
        var bot = await compiler.CompileAsync(file, source.Value, session.Cancel);
        if (!bot.Ok && bot.Error!.Kind != ErrorKind.BadInput) return bot.Error!;
        var problems = await compiler.ProblemsAsync(file, source.Value, session.Cancel);
        if (!bot.Ok) return new BotCheckResult(file, problems, bot.Error!.Message.Split('\n'), "", 0, 0, 0);
        var begin = Stopwatch.GetTimestamp();
        var trial = await TrialAsync(session, bot.Value, sandboxes);
        return trial.Ok ? trial.Value with { Problems = problems, Milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds } : trial.Error!;
    }

    // A backtest in a worker that sees nothing but its candles.
    static async Task<Result<BotCheckResult>> TrialAsync(Session session, JobBot bot, Sandboxes sandboxes)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-check-");
        try
        {
            var quiet = session with { Terminal = new Terminal(TextWriter.Null, session.Terminal.Error) };
            var bars = string.Create(CultureInfo.InvariantCulture, $"{Bars}");
            if (CommandLine.Run(["data", "synth", "--bars", bars, "--timeframe", "1h", "--name", "check", "--store", folder.FullName], quiet) != 0) return new Error(ErrorKind.Unavailable, $"the candles of the trial cannot be made in {folder.FullName}");
            var data = Path.Combine(folder.FullName, "check.bars");
            var started = await session.Jobs.TakeAsync(sandboxes, [data], session.JobLimits, session.Cancel);
            if (!started.Ok) return started.Error!;
            await using var worker = started.Value;
            using var result = new MemoryStream();
            using var said = new MemoryStream();
            using var outputs = new JobOutputs(new HashSet<string>(), new HashSet<string>(), LocalFiles.Instance, 0);
            var ears = new JobEars(bytes => result.Write(bytes.Span), bytes => said.Write(bytes.Span), session.JobLimits.TerminalBytes);
            var ran = worker.Run(new JobRequest(["backtest", "--data", data, "--strategy", bot.File, "--band", "off", "--json", "-"], Environment.CurrentDirectory, ""), [bot], outputs, ears, null, session.Cancel);
            session.Cancel.ThrowIfCancellationRequested();
            if (!ran.Ok) return new BotCheckResult(bot.File, [], [], ran.Error!.Message, 0, 0, 0);
            if (ran.Value != 0) return new BotCheckResult(bot.File, [], [], Encoding.UTF8.GetString(said.ToArray()).Trim(), 0, 0, 0);
            using var document = JsonDocument.Parse(result.ToArray());
            return new BotCheckResult(bot.File, [], [], "", Bars, document.RootElement.GetProperty("orderCount").GetInt32(), 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>What a check found.</summary>
/// <param name="File">The bot.</param>
/// <param name="Problems">What the compiler has to say.</param>
/// <param name="Complaints">Why it does not compile, one each; empty where it does.</param>
/// <param name="Failure">Why the trial failed; empty where it did not.</param>
/// <param name="Bars">Bars of the trial.</param>
/// <param name="Orders">Orders of the trial.</param>
/// <param name="Milliseconds">Of the trial, with the start of its worker.</param>
sealed record BotCheckResult(string File, IReadOnlyList<BotProblem> Problems, IReadOnlyList<string> Complaints, string Failure, int Bars, int Orders, double Milliseconds)
{
    /// <summary>Whether the bot compiles and runs.</summary>
    public bool IsSound => Complaints.Count == 0 && Failure.Length == 0;

    /// <summary>For people.</summary>
    public void Write(Terminal terminal)
    {
        var name = Path.GetFileName(File);
        if (Problems.Count > 0)
        {
            foreach (var problem in Problems) terminal.Line($"{name}({problem.Line},{problem.Column}): {terminal.Paint(problem.Severity == "error" ? Tone.Bad : Tone.Warn, problem.Severity)} {problem.Code}: {problem.Message}");
        }
        else
        {
            foreach (var complaint in Complaints) terminal.Line(complaint);
        }
        if (Failure.Length > 0) terminal.Line($"{name}: {terminal.Paint(Tone.Bad, "the trial failed")}: {Failure}");
        if (IsSound) terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{name}: {terminal.Paint(Tone.Good, "sound")}, {Bars} candles in a sandbox in {Milliseconds:0} ms, {Orders} orders"));
    }

    /// <summary>For programs.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-bot-check/1");
        writer.WriteString("file", File);
        writer.WriteBoolean("sound", IsSound);
        writer.WriteStartArray("problems");
        foreach (var problem in Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", problem.Severity);
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", problem.Message);
            writer.WriteNumber("line", problem.Line);
            writer.WriteNumber("column", problem.Column);
            writer.WriteNumber("endLine", problem.EndLine);
            writer.WriteNumber("endColumn", problem.EndColumn);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("complaints");
        foreach (var complaint in Complaints) writer.WriteStringValue(complaint);
        writer.WriteEndArray();
        writer.WriteString("failure", Failure);
        writer.WriteNumber("bars", Bars);
        writer.WriteNumber("orders", Orders);
        writer.WriteEndObject();
    }
}
