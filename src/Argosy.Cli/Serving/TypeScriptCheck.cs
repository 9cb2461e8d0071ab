using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Research.Results;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Server.Bots;

namespace Argosy.Cli.Serving;

/// <summary>Reads what a TypeScript bot declares: it is run to be read, so a job worker does it, in a sandbox, used once.</summary>
sealed partial class TypeScriptCheck(Sandboxes sandboxes) : IDisposable
{
    static readonly JobLimits Limits = new() { MemoryBytes = 1L << 30, TerminalBytes = 1 << 20, FileBytes = 1, Trials = 0, Deadline = TimeSpan.FromSeconds(15) };

    // Each look is two processes.
    readonly SemaphoreSlim _few = new(2);

    /// <summary>What is wrong with the text, and its parameters.</summary>
    public async Task<Result<BotCheck>> CheckAsync(string source, string name, CancellationToken cancellation)
    {
        if (DenoBinary.Find() is { Ok: false } missing) return missing.Error!;
        await _few.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(() => Look(source, name, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _few.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _few.Dispose();

    Result<BotCheck> Look(string source, string name, CancellationToken cancellation)
    {
        var started = JobProcess.Start(sandboxes, [], Limits);
        if (!started.Ok) return started.Error!;
        using var said = new MemoryStream();
        using var wrong = new MemoryStream();
        using var outputs = new JobOutputs(new HashSet<string>(), new HashSet<string>(), LocalFiles.Instance, 0);
        Result<int> ran;
        try
        {
            var ears = new JobEars(bytes => said.Write(bytes.Span), bytes => wrong.Write(bytes.Span), Limits.TerminalBytes);
            var bot = new JobBot(name, Encoding.UTF8.GetBytes(source), StrategyCompiler.SourceHash(source));
            ran = started.Value.Run(new JobRequest(["strategies", name, "--json=-"], "/", ""), [bot], outputs, ears, null, cancellation);
        }
        finally
        {
            started.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        cancellation.ThrowIfCancellationRequested();
        if (!ran.Ok) return new BotCheck([Problem(ran.Error!.Message)], null);
        if (ran.Value != 0) return new BotCheck([Problem(Encoding.UTF8.GetString(wrong.ToArray()).Trim())], null);
        using var document = JsonDocument.Parse(said.ToArray());
        return new BotCheck([], [.. document.RootElement.GetProperty("strategies")[0].GetProperty("parameters").EnumerateArray().Select(Parameter)]);
    }

    static Server.Bots.BotParameter Parameter(JsonElement one) => new(
        one.GetProperty("name").GetString()!, one.GetProperty("type").GetString()!, one.GetProperty("default").GetString(), Number(one.GetProperty("minimum")), Number(one.GetProperty("maximum")),
        [.. one.GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()!)], one.GetProperty("unit").GetString()!, one.GetProperty("help").GetString()!);

    static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    // The complaint names its place behind the file's name: bot.ts:3:5 or bot.ts(3,5).
    static BotProblem Problem(string complaint)
    {
        var text = complaint.StartsWith("error: ", StringComparison.Ordinal) ? complaint["error: ".Length..] : complaint;
        var (line, column) = PlaceShape().Match(text) is { Success: true } place ? (Whole(place.Groups["line"]), Whole(place.Groups["column"])) : (1, 1);
        return new BotProblem(line, column, line, column, "error", "", text);
    }

    static int Whole(Group digits) => int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1;

    [GeneratedRegex(@"\.ts[:(](?<line>[0-9]{1,8})[:,](?<column>[0-9]{1,8})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PlaceShape();
}
