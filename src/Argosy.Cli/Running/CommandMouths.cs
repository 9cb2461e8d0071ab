using System.Threading.Channels;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Control;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Running;

/// <summary>The mouths of a running host that this process itself has: standard input and HTTP on loopback.</summary>
sealed class CommandMouths : IAsyncDisposable
{
    const string TokenVariable = "ARGOSY_TOKEN", SecretVariable = "ARGOSY_WEBHOOK_SECRET", Terminal = "terminal";
    const int ShortestSecret = 16;

    readonly Session _session;
    readonly ManagedTrades _trades;
    readonly CommandService _service;
    readonly IReadOnlyList<LoadedPlugIn> _services;
    CommandDoor? _door;

    /// <summary>Mouths that are still shut.</summary>
    public CommandMouths(Session session, LiveHost host, IDatabase database, IReadOnlyList<ITradePlace> places, IReadOnlyList<LoadedPlugIn> plugIns)
    {
        _session = session;
        _services = [.. plugIns.Where(plugIn => plugIn.PlugIn is IServicePlugIn)];
        _trades = new ManagedTrades(host, database, () => places, TimeProvider.System);
        var commands = new HostCommands(host, _trades, database, TimeProvider.System, CommandLine.Version);
        var senders = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal) { ["console"] = [Terminal], ["http"] = [CommandDoor.TokenHolder], ["webhook"] = [CommandDoor.SecretHolder] };
        // A service says who speaks; whom it may let speak is the configuration's to say.
        foreach (var service in _services) senders.TryAdd(service.Name, service.Settings.GetValueOrDefault("senders", "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        _service = new CommandService(database, new CommandSenders(senders), commands.ExecuteAsync, TimeProvider.System);
    }

    /// <summary>Whether lines of the standard input are commands.</summary>
    public bool HasConsole { get; init; }

    /// <summary>What proves a sender to the door of a port; or what is missing.</summary>
    public static Result<CommandDoorOptions?> DoorOf(long? port)
    {
        if (port is null) return Result<CommandDoorOptions?>.Of(null);
        var (token, secret) = (Environment.GetEnvironmentVariable(TokenVariable), Environment.GetEnvironmentVariable(SecretVariable));
        if (string.IsNullOrEmpty(token) && string.IsNullOrEmpty(secret)) return Error.BadInput($"--commands needs a secret: {TokenVariable} of the environment for 'argosy send' and programs, {SecretVariable} for webhooks, at least {ShortestSecret} characters (e.g. made by: openssl rand -hex 32)");
        if (token is { Length: > 0 and < ShortestSecret } || secret is { Length: > 0 and < ShortestSecret }) return Error.BadInput($"{(token is { Length: > 0 and < ShortestSecret } ? TokenVariable : SecretVariable)} is too short; expected at least {ShortestSecret} characters");
        return new CommandDoorOptions { Port = (int)port, Token = token, WebhookSecret = secret };
    }

    /// <summary>Goes on with open trades and opens the door.</summary>
    public async Task<Error?> OpenAsync(CommandDoorOptions? options)
    {
        foreach (var failure in await _trades.RestoreAsync(_session.Cancel)) await _session.Terminal.Error.WriteLineAsync(_session.Terminal.Paint(Tone.Warn, failure));
        if (options is null) return null;
        var opened = await CommandDoor.OpenAsync(_service, options, _session.Cancel);
        if (!opened.Ok) return opened.Error;
        _door = opened.Value;
        await _session.Terminal.Error.WriteLineAsync($"commands at {_door.Address}");
        return null;
    }

    /// <summary>Serves until the host ends.</summary>
    public Task ServeAsync(CancellationToken cancellation) => Task.WhenAll([_trades.KeepAsync(cancellation), HasConsole ? ReadAsync(cancellation) : Task.CompletedTask, .. _services.Select(service => RunAsync(service, cancellation))]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_door is not null) await _door.DisposeAsync();
    }

    async Task RunAsync(LoadedPlugIn service, CancellationToken cancellation)
    {
        var context = new ServiceContext(service.Settings, (sender, id, text) => _service.GiveAsync(new CommandRequest(service.Name, sender, id, text)), text => _session.Terminal.Error.WriteLine($"{service.Name}: {text}"));
        try
        {
            await ((IServicePlugIn)service.PlugIn).RunAsync(context, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host ends.
        }
#pragma warning disable CA1031 // The plug-in's boundary: what it throws ends it, not the host.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await _session.Terminal.Error.WriteLineAsync(_session.Terminal.Paint(Tone.Bad, $"{service.Name} ended: {fault.Message}"));
        }
    }

    // A read of the standard input cannot be ended: it has a thread of its own, which ends with the process.
    async Task ReadAsync(CancellationToken cancellation)
    {
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.Wait });
        var reader = new Thread(() => Read(lines.Writer, cancellation)) { IsBackground = true, Name = "console" };
        reader.Start();
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(cancellation))
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                var answer = await _service.GiveAsync(new CommandRequest("console", Terminal, Guid.NewGuid().ToString("N"), line));
                _session.Terminal.Line(_session.Terminal.Paint(answer.Outcome is CommandOutcome.Done or CommandOutcome.Preview ? Tone.Plain : Tone.Warn, answer.Text));
                await _session.Terminal.Output.FlushAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    static void Read(ChannelWriter<string> lines, CancellationToken cancellation)
    {
        try
        {
            while (Console.In.ReadLine() is { } line) lines.WriteAsync(line, cancellation).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        lines.TryComplete();
    }
}
