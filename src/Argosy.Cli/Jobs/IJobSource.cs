using Argosy.Core.Values;
using Argosy.Sandbox.Starting;

namespace Argosy.Cli.Jobs;

/// <summary>Where the workers and compiled bots of an invocation come from.</summary>
interface IJobSource
{
    /// <summary>A worker that sees these files and folders.</summary>
    Task<Result<JobProcess>> TakeAsync(Sandboxes sandboxes, IReadOnlyList<string> shown, JobLimits limits, CancellationToken cancel);

    /// <summary>What compiles bots.</summary>
    IBotCompiler Compiler(Sandboxes sandboxes);

    /// <summary>The command has ended; what is worth keeping is kept.</summary>
    ValueTask EndAsync();
}

/// <summary>Each worker is started when it is needed.</summary>
sealed class ColdJobs : IJobSource
{
    WorkerCompiler? _compiler;

    /// <inheritdoc/>
    public Task<Result<JobProcess>> TakeAsync(Sandboxes sandboxes, IReadOnlyList<string> shown, JobLimits limits, CancellationToken cancel) => Task.FromResult(JobProcess.Start(sandboxes, shown, limits));

    /// <inheritdoc/>
    public IBotCompiler Compiler(Sandboxes sandboxes) => _compiler ??= new WorkerCompiler(sandboxes, isOnce: true);

    /// <inheritdoc/>
    public async ValueTask EndAsync()
    {
        if (_compiler is not null) await _compiler.DisposeAsync();
        _compiler = null;
    }
}

/// <summary>Workers are started ahead for the files of the first command; the compiler stays.</summary>
sealed class WarmJobs(int most) : IJobSource, IAsyncDisposable
{
    WorkerCompiler? _compiler;
    JobPool? _pool;
    IReadOnlyList<string> _shown = [];

    /// <inheritdoc/>
    public Task<Result<JobProcess>> TakeAsync(Sandboxes sandboxes, IReadOnlyList<string> shown, JobLimits limits, CancellationToken cancel)
    {
        if (_pool is null)
        {
            _shown = shown;
            _pool = new JobPool(() => JobProcess.Start(sandboxes, shown, limits), WarmBots.Of(Compiler(sandboxes)), most, TimeSpan.FromHours(12), TimeProvider.System);
        }
        return _shown.SequenceEqual(shown, StringComparer.Ordinal) ? _pool.TakeAsync(cancel) : Task.FromResult(JobProcess.Start(sandboxes, shown, limits));
    }

    /// <inheritdoc/>
    public IBotCompiler Compiler(Sandboxes sandboxes) => _compiler ??= new WorkerCompiler(sandboxes);

    /// <inheritdoc/>
    public ValueTask EndAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_pool is not null) await _pool.DisposeAsync();
        if (_compiler is not null) await _compiler.DisposeAsync();
    }
}
