using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.TypeScript;
using Argosy.Worker.Links;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Hostile;

/// <summary>Runs hostile bots in workers of real runs, and looks at the machine meanwhile and afterwards.</summary>
sealed class HostileRun : IDisposable
{
    const string Secret = "the host's own secret";
    static readonly TimeSpan Never = TimeSpan.FromMinutes(3);

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-hostile-").FullName;
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly string _mark = $"argosy-mark-{Guid.NewGuid():N}";
    readonly string _file;

    public HostileRun()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _file = Path.Combine(_folder, "secret");
        File.WriteAllText(_file, Secret);
        Environment.SetEnvironmentVariable("ARGOSY_TEST_SECRET", Secret);
        _listener.Start();
    }

    /// <summary>The worker that runs are held in.</summary>
    public static ProcessWorkerOptions Worker()
    {
        var opened = Sandboxes.Open();
        Assert.True(opened.Ok, opened.Error?.Message);
        var deno = DenoBinary.Find();
        Assert.True(deno.Ok, deno.Error?.Message);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [DenoBinary.Variable] = deno.Value };
        return new ProcessWorkerOptions(Path.Combine(AppContext.BaseDirectory, "Argosy.Worker"), []) { Sandboxes = opened.Value, ReadOnly = [deno.Value], Environment = environment };
    }

    /// <summary>Runs a bot until it is stopped.</summary>
    /// <returns>Why it was stopped, and how long that took from the candle at which it began.</returns>
    public async Task<(string Reason, TimeSpan Took)> StopAsync(HostileBot bot)
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        var body = bot.Body.Replace("{secret}", _file, StringComparison.Ordinal).Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{mark}", _mark, StringComparison.Ordinal).Replace("{host}", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var messages = Told.Run([Markets.Made("A", 5, 3)], Markets.Strategy("ma-cross"), new BacktestSettings(), text: bot.IsScript ? Script(body) : HostileImage.Text(body)).ToArray();
        var heard = new Ear();
        // One that ends by itself or by a limit is given all the time it takes on a busy machine; a long campaign measures with the usual patience.
        var worker = Worker();
        var started = ProcessWorkerLink.Start(IsLong || bot.Reason.Contains("has not answered", StringComparison.Ordinal) ? worker : worker with { Patience = Never }, heard);
        Assert.True(started.Ok, started.Error?.Message);
        await using var link = started.Value;
        link.Tell(messages[0]);
        await heard.Begun.WaitAsync(Never);
        var begin = Stopwatch.GetTimestamp();
        foreach (var message in messages[1..]) link.Tell(message);
        var reason = await heard.Stopped.WaitAsync(Never);
        return (reason, Stopwatch.GetElapsedTime(begin));
    }

    static string Script(string body) => JsonSerializer.Serialize(new
    {
        name = "hostile.ts",
        parameters = new Dictionary<string, string>(StringComparer.Ordinal),
        sources = new Dictionary<string, string>(StringComparer.Ordinal) { ["hostile.ts"] = $"export function onData(input: any) {{ {body} }}\n" },
    });

    /// <summary>Fails where anything of this machine was reached or is left.</summary>
    public void CheckOutside(string answers)
    {
        Assert.False(_listener.Pending(), "the host's socket was reached");
        Assert.Equal(Secret, File.ReadAllText(_file));
        Assert.Equal([_file], Directory.EnumerateFileSystemEntries(_folder));
        Assert.DoesNotContain(Secret, answers, StringComparison.Ordinal);
        Assert.Empty(Processes());
    }

    /// <summary>Whether whole campaigns are run.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("ARGOSY_LONG") == "1";

    /// <summary>Whether a bot was stopped for the reason that is its own; in a long campaign its time may be up before.</summary>
    public static void CheckReason(HostileBot bot, string reason) => Assert.True(Regex.IsMatch(reason, IsLong ? bot.Reason + "|has not answered" : bot.Reason, RegexOptions.None, TimeSpan.FromSeconds(5)), $"{bot.Name}: expected {bot.Reason}, was stopped with: {reason}");

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, true);
    }

    IEnumerable<string> Processes()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            string command;
            try
            {
                command = File.ReadAllText($"{folder}/cmdline");
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            if (command.Contains(_mark, StringComparison.Ordinal)) yield return command;
        }
    }

    sealed class Ear : IWorkerListener
    {
        readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource<string> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public Task<string> Stopped => _stopped.Task;

        public void OnAnswer(WorkerMessage message)
        {
            if (message is StepDone) _begun.TrySetResult();
            if (message is BotLine { Level: "error" } line) _stopped.TrySetResult(line.Text);
        }

        public void OnLost(string reason)
        {
            _begun.TrySetResult();
            _stopped.TrySetResult(reason);
        }
    }
}
