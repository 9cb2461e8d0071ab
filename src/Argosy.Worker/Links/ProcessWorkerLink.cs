using System.Buffers;
using System.Globalization;
using System.Threading.Channels;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Worker.Links;

/// <summary>A worker in a process of its own, spoken to in frames over its pipes. Answers come on a thread of the link.</summary>
/// <remarks>
/// A worker that ends, answers nonsense or does not answer in time is killed and reported lost, once; it is never started again here: who
/// wants to go on tells a new one everything from the beginning.
/// </remarks>
public sealed class ProcessWorkerLink : IWorkerLink
{
    static readonly SandboxLimits Own = new() { MemoryBytes = long.MaxValue, ErrorBytes = long.MaxValue };
    const int MostComplaint = 200;
    // Of the patience: when the use of the processor begins to be counted, how much of it is too much for one answer, and how long one
    // that is kept waiting by a busy machine is waited for.
    const double Counted = 0.25, TooMuch = 0.08, Longest = 10;
    static readonly TimeSpan Burial = TimeSpan.FromSeconds(2);

    readonly ProcessWorkerOptions _options;
    readonly IWorkerListener _listener;
    readonly TimeProvider _time;
    readonly SandboxProcess _process;
    readonly Channel<byte[]> _waiting;
    readonly Task _writer;
    readonly ITimer _watch;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock _watching = new();
    long _due;
    long _progressAt;
    int _isLost;
    long _countedFor;
    ProcessorUse _usedThen;
    bool _hasBegun;

    ProcessWorkerLink(SandboxProcess process, ProcessWorkerOptions options, IWorkerListener listener, TimeProvider time)
    {
        (_process, _options, _listener, _time) = (process, options, listener, time);
        // Bounded; full means that the worker takes nothing any more.
        _waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(options.MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _progressAt = time.GetTimestamp();
        _writer = WriteAsync();
        var period = TimeSpan.FromMilliseconds(Math.Clamp(options.Patience.TotalMilliseconds / 20, 5, 100));
        _watch = time.CreateTimer(_ => Watch(), null, period, period);
        // Last: what it finds may need all of the above.
        new Thread(Read) { IsBackground = true, Name = "worker answers" }.Start();
    }

    /// <summary>The process's number, for who guards it from outside.</summary>
    public int ProcessId => _process.ProcessId;

    /// <summary>Starts a worker.</summary>
    /// <param name="options">Program and patience.</param>
    /// <param name="listener">Hears it.</param>
    /// <param name="time">The clock of the watch; null for the machine's.</param>
    /// <returns>The link, or why the program cannot be started.</returns>
    public static Result<ProcessWorkerLink> Start(ProcessWorkerOptions options, IWorkerListener listener, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(listener);
        options.Check();
        // Its own words come in frames; what else it writes is for whoever looks for a fault.
        var spec = new SandboxSpec { File = options.File, Arguments = options.Arguments, ReadOnly = options.ReadOnly, Environment = options.Environment, Limits = options.Sandboxes is null ? Own : options.Limits };
        var started = (options.Sandboxes ?? Sandboxes.OfOwnPrograms).Start(DotNetProgram.Fit(spec));
        return started.Ok ? new ProcessWorkerLink(started.Value, options, listener, time ?? TimeProvider.System) : started.Error! with { Message = $"the worker {options.File} cannot be started: {started.Error!.Message}" };
    }

    /// <inheritdoc/>
    public void Tell(HostMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Volatile.Read(ref _isLost) != 0) return;
        if (Interlocked.Increment(ref _due) == 1) Volatile.Write(ref _progressAt, _time.GetTimestamp());
        var frame = new ArrayBufferWriter<byte>(512);
        Frames.Write(frame, to => LinkCodec.Write(to, message));
        if (!_waiting.Writer.TryWrite(frame.WrittenSpan.ToArray())) Lose($"{_options.MostWaiting} messages wait for it");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _isLost, 1);
        await _watch.DisposeAsync().ConfigureAwait(false);
        _waiting.Writer.TryComplete();
        await _process.DisposeAsync().ConfigureAwait(false);
        await _ended.Task.ConfigureAwait(false);
        await _writer.ConfigureAwait(false);
    }

    async Task WriteAsync()
    {
        try
        {
            var pipe = _process.Input;
            await foreach (var frame in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await pipe.WriteAsync(frame).ConfigureAwait(false);
                if (!_waiting.Reader.TryPeek(out _)) await pipe.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The reader sees its end as well and knows more of it.
        }
    }

    void Read()
    {
        try
        {
            Lose(ReadAnswers(_process.Output));
        }
        finally
        {
            _ended.SetResult();
        }
    }

    // Until the pipe ends; returns why.
    string ReadAnswers(Stream pipe)
    {
        var buffer = new byte[1 << 14];
        try
        {
            while (true)
            {
                var read = Frames.Read(pipe, ref buffer);
                if (!read.Ok) return $"its answer cannot be read: {read.Error!.Message}";
                if (read.Value < 0) return "";
                var message = LinkCodec.ReadWorker(buffer.AsSpan(0, read.Value));
                if (!message.Ok) return $"its answer cannot be read: {message.Error!.Message}";
                Volatile.Write(ref _progressAt, _time.GetTimestamp());
                if (message.Value is StepDone)
                {
                    _hasBegun = true;
                    Interlocked.Decrement(ref _due);
                }
                if (Volatile.Read(ref _isLost) == 0) _listener.OnAnswer(message.Value);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            return "";
        }
    }

    void Watch()
    {
        if (Interlocked.Read(ref _due) == 0 || !_watching.TryEnter()) return;
        try
        {
            var progress = Volatile.Read(ref _progressAt);
            var silent = _time.GetElapsedTime(progress);
            var patience = _hasBegun ? _options.Patience : _options.StartPatience;
            if (silent < patience * Counted) return;
            if (_countedFor != progress) (_countedFor, _usedThen) = (progress, _process.Used());
            if (silent < patience || (silent < patience * Longest && IsKeptWaiting(silent, patience))) return;
            Lose(string.Create(CultureInfo.InvariantCulture, $"it has not answered for {silent.TotalSeconds:0.0} s"));
        }
        finally
        {
            _watching.Exit();
        }
    }

    // It has hardly used the processor, and would have answered by now had it had its turns. One that sleeps or works is not kept waiting.
    bool IsKeptWaiting(TimeSpan silent, TimeSpan patience)
    {
        var used = _process.Used();
        return used.Spent - _usedThen.Spent < patience * TooMuch && silent - (used.Waited - _usedThen.Waited) < patience;
    }

    void Lose(string why)
    {
        if (Interlocked.Exchange(ref _isLost, 1) != 0) return;
        _waiting.Writer.TryComplete();
        _listener.OnLost(why.Length > 0 ? Killed(why) : Ended());
    }

    string Killed(string why)
    {
        _process.Kill(why);
        return $"the worker was killed: {why}{Complaint(_process.LastWords)}";
    }

    string Ended()
    {
        // The pipe ends a moment before the process does.
        if (!_process.Ended.Wait(Burial)) return Killed("it closed its pipe");
        var end = _process.Ended.Result;
        var why = end.Why.StartsWith("it ", StringComparison.Ordinal) ? end.Why[3..] : end.Why;
        return $"the worker {why}{Complaint(end.LastWords)}";
    }

    // The last line of what it wrote; a bot may write long ones.
    static string Complaint(string words)
    {
        var last = words[(words.LastIndexOf('\n') + 1)..].Trim();
        return last.Length switch
        {
            0 => "",
            > MostComplaint => $" ({last[..MostComplaint]}…)",
            _ => $" ({last})",
        };
    }
}
