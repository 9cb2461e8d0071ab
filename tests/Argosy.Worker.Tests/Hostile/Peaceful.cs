using System.Diagnostics;
using System.Globalization;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Worker.Links;
using Xunit.Abstractions;

namespace Argosy.Worker.Tests.Hostile;

/// <summary>A well-meaning run in a sandbox of its own, told message after message while others do harm; how long each answer took is written down.</summary>
sealed class Peaceful : IWorkerListener, IAsyncDisposable
{
    static readonly TimeSpan Never = TimeSpan.FromMinutes(3);
    // A feed that closes a candle for this bot every so often.
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    readonly HostMessage[] _messages;
    readonly ITestOutputHelper _output;
    readonly List<byte[]> _answers = [];
    readonly List<double> _alone = [], _beside = [];
    readonly CancellationTokenSource _hurry = new();
    ProcessWorkerLink _link = null!;
    Task _telling = Task.CompletedTask;
    TaskCompletionSource _answered = new();

    Peaceful(HostMessage[] messages, ITestOutputHelper output) => (_messages, _output) = (messages, output);

    /// <summary>Starts it, tells it some of its messages with nobody beside it, and goes on telling.</summary>
    public static async Task<Peaceful> StartAsync(HostMessage[] messages, ITestOutputHelper output)
    {
        var run = new Peaceful(messages, output);
        var started = ProcessWorkerLink.Start(HostileRun.Worker() with { Patience = Never }, run);
        Assert.True(started.Ok, started.Error?.Message);
        run._link = started.Value;
        var alone = Math.Min(200, messages.Length / 4);
        await run.TellAsync(0, alone, run._alone);
        run._telling = Task.Run(() => run.TellAsync(alone, messages.Length, run._beside));
        return run;
    }

    /// <summary>The others are gone: tells it the rest at once.</summary>
    /// <returns>All it answered.</returns>
    public async Task<IReadOnlyList<byte[]>> EndAsync()
    {
        await _hurry.CancelAsync();
        await _telling;
        // The first two begin the run: its process compiles.
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"an answer of a peaceful run: alone {Words(_alone[2..])}; beside them {Words(_beside)}"));
        return _answers;
    }

    public void OnAnswer(WorkerMessage message)
    {
        _answers.Add(LinkCodec.Encode(message));
        if (message is StepDone) _answered.TrySetResult();
    }

    public void OnLost(string reason) => _answered.TrySetException(new InvalidOperationException(reason));

    public async ValueTask DisposeAsync()
    {
        await _hurry.CancelAsync();
        await _link.DisposeAsync();
        _hurry.Dispose();
    }

    // Only what was told while the others were there is counted as beside them.
    async Task TellAsync(int from, int to, List<double> took)
    {
        for (var i = from; i < to; i++)
        {
            if (!_hurry.IsCancellationRequested) await Task.WhenAny(Task.Delay(Beat, _hurry.Token));
            _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var begin = Stopwatch.GetTimestamp();
            _link.Tell(_messages[i]);
            await _answered.Task.WaitAsync(Never);
            if (!_hurry.IsCancellationRequested) took.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }

    static string Words(List<double> took)
    {
        if (took.Count == 0) return "none";
        took.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"median {took[took.Count / 2]:0.0} ms, 99 of 100 within {took[took.Count * 99 / 100]:0.0} ms, longest {took[^1]:0.0} ms of {took.Count}");
    }
}
