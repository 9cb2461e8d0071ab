using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Sandbox.Starting;
using Argosy.Server.Bots;
using Argosy.Worker.Compiling;

namespace Argosy.Cli.Serving;

/// <summary>What reads and runs the texts of bots for a server: a compile worker and a pool of warm job workers, all in sandboxes. Without sandboxes there is none of it, and the server says why.</summary>
sealed class EditorHost : IAsyncDisposable
{
    readonly CompileWorker _worker;
    readonly TypeScriptCheck? _scripts;
    readonly QuickBacktests? _quick;

    EditorHost(Session session, Sandboxes? sandboxes, string catalogue, string refusal)
    {
        Refusal = refusal;
        // Documents are read without any worker.
        _worker = new CompileWorker(() => sandboxes is null ? new Error(ErrorKind.Unavailable, refusal) : sandboxes.Start(WorkerCommand.CompilerSpec()));
        _scripts = sandboxes is null ? null : new TypeScriptCheck(sandboxes);
        Parts = new EditorParts { Code = new BotCode(_worker, _scripts, session), Material = EditorMaterial.Read() };
        if (sandboxes is null) return;
        // A worker sees the folder that stood there when it was started: one that is warm before the first series is added must see that series.
        Directory.CreateDirectory(catalogue);
        _quick = new QuickBacktests(sandboxes, new EditorCompiler(_worker), catalogue, Math.Max(1, Environment.ProcessorCount - 1), QuickBacktests.Limits, TimeProvider.System);
    }

    /// <summary>What the editor asks and shows.</summary>
    public EditorParts Parts { get; }

    /// <summary>Runs texts; null where there is no sandbox.</summary>
    public IQuickBacktests? Quick => _quick;

    /// <summary>Why bots do not run here; empty where they do.</summary>
    public string Refusal { get; }

    /// <summary>Opens what this machine has; starts no worker before somebody asks or <see cref="Warm"/> is called.</summary>
    /// <param name="session">Makes the tree of commands.</param>
    /// <param name="catalogue">Folder of the series that texts may be tried on, absolute.</param>
    /// <param name="sandboxes">What starts workers, or why there is none.</param>
    public static EditorHost Open(Session session, string catalogue, Result<Sandboxes> sandboxes) =>
        sandboxes.Ok ? new EditorHost(session, sandboxes.Value, catalogue, "") : new EditorHost(session, null, catalogue, sandboxes.Error!.Message);

    /// <summary>Starts what the first text would wait for, the compiler and a worker, and returns at once: whoever opens the editor later finds them ready.</summary>
    public void Warm() => _quick?.Warm();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_quick is not null) await _quick.DisposeAsync();
        _scripts?.Dispose();
        await _worker.DisposeAsync();
    }
}
