using Argosy.Core.Values;
using Argosy.Sandbox.Running;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.CSharp.Language;

namespace Argosy.Worker.Compiling;

/// <summary>The host's side of the compile worker: one process for all who ask, started when it is first needed and again whenever it has ended or was ended.</summary>
/// <remarks>Thread-safe; questions are answered one after the other. What a text does to the compiler ends that process at most.</remarks>
public sealed class CompileWorker : IAsyncDisposable
{
    // More than the compiler takes: it has its own words for a file that is too long.
    const int MostCharacters = 4_000_000;

    readonly CompileWorkerOptions _options;
    readonly Func<Result<SandboxProcess>> _start;
    readonly TimeProvider _time;
#pragma warning disable CA2213 // Whoever waits for a turn at the end must still get one, to hear that it is over.
    readonly SemaphoreSlim _turn = new(1);
#pragma warning restore CA2213
    readonly RecentImages _images;
    readonly Dictionary<string, long> _deadly = new(StringComparer.Ordinal);
    CompileLink? _link;
    long _lastId;
    volatile bool _isClosed;

    /// <summary>A client that starts its worker by <paramref name="start"/>.</summary>
    /// <param name="start">Starts a worker process, e.g. <c>() => sandboxes.Start(CompileWorkerOptions.Spec(…))</c>.</param>
    /// <param name="options">Patience and limits; null for the usual ones.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    public CompileWorker(Func<Result<SandboxProcess>> start, CompileWorkerOptions? options = null, TimeProvider? time = null)
    {
        _start = start;
        _options = options ?? new();
        _time = time ?? TimeProvider.System;
        _images = new RecentImages(_options.KeptImages);
    }

    /// <summary>How many worker processes were started so far.</summary>
    public int Starts { get; private set; }

    /// <summary>The running worker's number on the host; null where none runs.</summary>
    public int? ProcessId => _link?.ProcessId;

    /// <summary>Starts the worker and waits until it is ready, so that nobody waits for it later.</summary>
    public async Task<Result<string>> WarmAsync(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var link = await ReadyAsync().ConfigureAwait(false);
            return link.Ok ? link.Value.Edition : link.Error!;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Compiles a source; what was compiled lately is answered from memory.</summary>
    /// <returns>The bot with its problems; an error only where the compiler itself could not answer.</returns>
    public async Task<Result<CompiledBot>> CompileAsync(string name, string source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var hash = StrategyCompiler.SourceHash(source);
        if (_images.Find(name, hash) is { } known) return known;
        var answer = await AskAsync(CompileOp.Compile, name, source, 0, cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        var problems = answer.Value.Problems ?? [];
        if (answer.Value is not { Image: { } bytes, Strategy: { } strategy }) return new CompiledBot(null, null, problems);
        var bot = new CompiledBot(new CompiledImage(name, bytes, hash) { Warnings = problems }, strategy, problems);
        _images.Keep(name, hash, bot);
        return bot;
    }

    /// <summary>What is wrong with a source, in the order of the file.</summary>
    public async Task<Result<IReadOnlyList<SourceProblem>>> DiagnoseAsync(string name, string source, CancellationToken cancellation = default)
    {
        var answer = await AskAsync(CompileOp.Diagnose, name, source, 0, cancellation).ConfigureAwait(false);
        return answer.Ok ? Result<IReadOnlyList<SourceProblem>>.Of(answer.Value.Problems ?? []) : answer.Error!;
    }

    /// <summary>What may stand at an offset (UTF-16 units).</summary>
    public async Task<Result<CompletionList>> CompleteAsync(string source, int offset, CancellationToken cancellation = default)
    {
        var answer = await AskAsync(CompileOp.Complete, "bot.cs", source, offset, cancellation).ConfigureAwait(false);
        return answer.Ok ? answer.Value.Completion ?? new CompletionList(offset, offset, []) : answer.Error!;
    }

    /// <summary>What the word at an offset means; a null value where nothing is known of it.</summary>
    public async Task<Result<HoverText?>> HoverAsync(string source, int offset, CancellationToken cancellation = default)
    {
        var answer = await AskAsync(CompileOp.Hover, "bot.cs", source, offset, cancellation).ConfigureAwait(false);
        return answer.Ok ? Result<HoverText?>.Of(answer.Value.Hover) : answer.Error!;
    }

    /// <summary>The ways to call what is being called at an offset; a null value where nothing is.</summary>
    public async Task<Result<SignatureHelp?>> SignatureAsync(string source, int offset, CancellationToken cancellation = default)
    {
        var answer = await AskAsync(CompileOp.Signature, "bot.cs", source, offset, cancellation).ConfigureAwait(false);
        return answer.Ok ? Result<SignatureHelp?>.Of(answer.Value.Signature) : answer.Error!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        // One that is still beginning is not waited for: who closes the host wants it to end now.
        if (_link is { } beginning) await beginning.DisposeAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        if (_link is not null) await _link.DisposeAsync().ConfigureAwait(false);
        _link = null;
        _turn.Release();
    }

    async Task<Result<CompileAnswer>> AskAsync(CompileOp op, string name, string source, int offset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length > MostCharacters) return Error.BadInput($"{name} has {source.Length} characters, far more than a bot may have");
        var hash = StrategyCompiler.SourceHash(source);
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (IsDeadly(hash)) return Refused(name, "it did so moments ago");
            var link = await ReadyAsync().ConfigureAwait(false);
            if (!link.Ok) return link.Error!;
            // From here on nobody's impatience leaves half an answer in the pipe.
            var answer = await link.Value.AskAsync(new CompileRequest(++_lastId, op, name, source, offset), _options.Patience).ConfigureAwait(false);
            if (!answer.Ok)
            {
                _deadly[hash] = _time.GetTimestamp();
                await ReplaceAsync().ConfigureAwait(false);
                return Refused(name, answer.Error!.Message);
            }
            if (answer.Value.Memory > _options.MostMemory) await ReplaceAsync().ConfigureAwait(false);
            return answer.Value.Fault is { } fault ? Error.BadInput($"{name}: the compiler cannot deal with this text: {fault}") : answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    static Error Closed => new(ErrorKind.Unavailable, "the compile worker has been closed");

    static Error Refused(string name, string why) => Error.BadInput($"{name}: the compiler was ended by this text: {why}");

    bool IsDeadly(string hash)
    {
        foreach (var (old, since) in _deadly.ToArray())
        {
            if (_time.GetElapsedTime(since) > _options.Grudge) _deadly.Remove(old);
        }
        return _deadly.ContainsKey(hash);
    }

    async Task<Result<CompileLink>> ReadyAsync()
    {
        if (_isClosed) return Closed;
        if (_link is { HasEnded: true }) await ReplaceAsync().ConfigureAwait(false);
        if (_link is null && Begin() is { } broken) return broken;
        var ready = await _link!.ReadyAsync(_options.StartPatience).ConfigureAwait(false);
        if (ready.Ok) return _link;
        await _link.DisposeAsync().ConfigureAwait(false);
        _link = null;
        return new Error(ErrorKind.Unavailable, $"the compile worker cannot begin: {ready.Error!.Message}");
    }

    Error? Begin()
    {
        if (_isClosed) return Closed;
        var started = _start();
        if (!started.Ok) return started.Error!;
        Starts++;
        _link = new CompileLink(started.Value);
        return null;
    }

    // The next one warms itself while nobody waits yet.
    async Task ReplaceAsync()
    {
        if (_link is not null) await _link.DisposeAsync().ConfigureAwait(false);
        _link = null;
        Begin();
    }
}
