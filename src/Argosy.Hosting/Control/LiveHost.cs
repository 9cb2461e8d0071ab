using System.Collections.Concurrent;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Control;

/// <summary>The bots and accounts of one process.</summary>
/// <param name="database">Where commands are remembered.</param>
/// <param name="desks">Accounts at exchanges that are there from the beginning. Who made them ends them, after this.</param>
/// <param name="time">The clock.</param>
/// <param name="audit">Takes what people ask of it; null for none.</param>
/// <param name="halts">Remembers halts over restarts; null: they end with the process, but for those of desks.</param>
public sealed class LiveHost(IDatabase database, IReadOnlyList<AccountDesk> desks, TimeProvider time, AuditTrail? audit = null, HaltFile? halts = null) : IHostControl, IAsyncDisposable
{
    const string Everywhere = "kill switch", OnAccount = "kill switch of the account";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<string, BotRun> _bots = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, BotServices> _services = new(StringComparer.Ordinal);
    readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock _gate = new();
    readonly HaltFile _halts = halts ?? new HaltFile(null);
    IReadOnlyList<AccountDesk> _desks = desks;

    /// <inheritdoc/>
    public IReadOnlyList<BotStatus> Bots => [.. _bots.Values.Select(bot => bot.Status).OrderBy(status => status.Deployment)];

    /// <inheritdoc/>
    public string Halted => _halts.Everywhere;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> HaltedAccounts => _halts.Accounts;

    /// <summary>The accounts at exchanges.</summary>
    public IReadOnlyList<AccountDesk> Desks => Volatile.Read(ref _desks);

    /// <inheritdoc/>
    public int Backlog
    {
        get
        {
            var most = 0;
            foreach (var bot in _bots.Values) most = Math.Max(most, bot.Backlog);
            return most;
        }
    }

    /// <summary>When somebody asked to quit.</summary>
    public Task Quitting => _quit.Task;

    /// <summary>When no bot is left that goes on.</summary>
    public Task AllEnded => Task.WhenAll(_bots.Values.Select(bot => bot.Ended));

    /// <summary>Adds a bot, to be started.</summary>
    public void Add(BotTerms terms, BotServices services)
    {
        ArgumentNullException.ThrowIfNull(terms);
        _services[terms.Name] = services;
        _bots[terms.Name] = new BotRun(terms, services);
    }

    /// <summary>Adds an account to a host that runs; who made it ends it, after the host.</summary>
    public void Add(AccountDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        lock (_gate) Volatile.Write(ref _desks, [.. _desks, desk]);
        // The desk remembers its own kill switch; one that was pulled while nobody used the account holds for it, too.
        if ((Halted.Length > 0 ? Halted : _halts.Of(desk.Account)) is { Length: > 0 } reason) desk.Lane.Run(() => desk.Kill(reason, flatten: false));
    }

    /// <summary>Lets go of an account on which no bot runs any more.</summary>
    public void Remove(AccountDesk desk)
    {
        lock (_gate) Volatile.Write(ref _desks, [.. _desks.Where(other => other != desk)]);
    }

    /// <summary>Adds one bot to a host that runs, and starts it; not a second one of its name.</summary>
    /// <param name="terms">What it is.</param>
    /// <param name="services">What it is run with.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <param name="isPaused">Whether it begins without entries.</param>
    public async Task<Result<bool>> AddRunningAsync(BotTerms terms, BotServices services, CancellationToken cancellation, bool isPaused = false)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var run = new BotRun(terms, services);
        if (!_bots.TryAdd(terms.Name, run))
        {
            await run.DisposeAsync().ConfigureAwait(false);
            return new Error(ErrorKind.Refused, $"there is a bot {terms.Name} already");
        }
        _services[terms.Name] = services;
        if (isPaused) await run.PauseAsync(isPaused: true).ConfigureAwait(false);
        await BlockAsync(run).ConfigureAwait(false);
        return await run.StartAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Lets go of a bot that has ended; one that runs stays.</summary>
    public void Remove(string bot)
    {
        if (Find(bot) is not { Ended.IsCompleted: true } run) return;
        _bots.TryRemove(new KeyValuePair<string, BotRun>(bot, run));
        _services.TryRemove(bot, out _);
    }

    /// <summary>Starts all bots at once.</summary>
    /// <returns>The first error; bots without one run.</returns>
    public async Task<Result<bool>> StartAllAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(_bots.Values.Select(BlockAsync)).ConfigureAwait(false);
        var started = await Task.WhenAll(_bots.Values.Select(bot => bot.StartAsync(cancellation))).ConfigureAwait(false);
        return Array.Find(started, result => !result.Ok) is { Error: { } error } ? error : true;
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> StartAsync(string bot, CancellationToken cancellation = default)
    {
        Note("bot-start", bot, "");
        if (Find(bot) is not { } run) return Unknown(bot);
        if (!run.Ended.IsCompleted) return new Error(ErrorKind.Refused, $"{bot} is running already");
        var next = new BotRun(run.Terms, _services[bot]);
        if (!_bots.TryUpdate(bot, next, run)) return new Error(ErrorKind.Refused, $"{bot} is being started already");
        _services[bot].Supervisor.Forgive(bot);
        await BlockAsync(next).ConfigureAwait(false);
        return await next.StartAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<Result<bool>> StopAsync(string bot, CancellationToken cancellation = default) => WithRunning(bot, run => run.StopAsync(Patience), "bot-stop");

    /// <inheritdoc/>
    public Task<Result<bool>> PauseAsync(string bot, CancellationToken cancellation = default) => WithRunning(bot, run => run.PauseAsync(isPaused: true), "bot-pause");

    /// <inheritdoc/>
    public Task<Result<bool>> ResumeAsync(string bot, CancellationToken cancellation = default) => WithRunning(bot, run => run.PauseAsync(isPaused: false), "bot-resume");

    /// <summary>Lets a bot go as it is; its next start goes on by itself.</summary>
    public Task<Result<bool>> SuspendAsync(string bot) => WithRunning(bot, run => run.SuspendAsync(Patience), "bot-suspend");

    /// <summary>Blocks a bot's entries for a reason of the host's, or takes it away.</summary>
    public async Task BlockAsync(string bot, string source, string reason)
    {
        if (Find(bot) is { } run) await run.BlockAsync(source, reason).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KillReport>> HaltAsync(string reason, bool flatten, string? account = null, CancellationToken cancellation = default)
    {
        Note(flatten ? "halt-flatten" : "halt", "", account is null ? reason : $"{account}: {reason}");
        _halts.Set(account, reason.Length == 0 ? Everywhere : $"{Everywhere}: {reason}");
        if (_halts.Trouble is { Length: > 0 } trouble) Note("halt-not-kept", "", trouble);
        // Bots of paper accounts have no desk that blocks them.
        var bots = _bots.Values.Where(bot => account is null || bot.Terms.Account == account).ToArray();
        var blocking = Task.WhenAll(bots.Select(BlockAsync));
        var reports = await new KillSwitch([.. Desks.Where(desk => account is null || desk.Account == account)], time).PullAsync(reason, flatten, Patience, cancellation).ConfigureAwait(false);
        await blocking.ConfigureAwait(false);
        if (flatten) await Task.WhenAll(bots.Where(bot => !bot.Terms.IsLive && !bot.Ended.IsCompleted).Select(bot => bot.CommandAsync("flatten"))).ConfigureAwait(false);
        return reports;
    }

    /// <inheritdoc/>
    public async Task LiftAsync(string by, string? account = null)
    {
        Note("lift", "", account is null ? by : $"{account}: {by}");
        _halts.Lift(account);
        new KillSwitch([.. Desks.Where(desk => Halted.Length == 0 && _halts.Of(desk.Account).Length == 0 && (account is null || desk.Account == account))], time).Lift(by);
        await Task.WhenAll(_bots.Values.Select(BlockAsync)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<Result<bool>> FlattenAsync(string bot, string? symbol, string source, string id, CancellationToken cancellation = default) => CommandAsync(bot, symbol is null ? "flatten" : $"flatten {symbol}", source, id, cancellation);

    /// <inheritdoc/>
    public async Task<Result<bool>> CommandAsync(string bot, string text, string source, string id, CancellationToken cancellation = default)
    {
        if (Find(bot) is not { } run) return Unknown(bot);
        var row = new CommandRow { Id = id, Source = source, Text = text, State = "received", Time = time.GetUtcNow().ToUnixTimeMilliseconds() };
        Note("command-given", bot, $"{source} {id}: {text}");
        if (!await database.Commands.TryAdd(row, cancellation).ConfigureAwait(false)) return new Error(ErrorKind.Refused, $"the command {id} was given before; it is not carried out again");
        if (run.Ended.IsCompleted)
        {
            await database.Commands.Finish(source, id, "refused", $"{bot} is not running", cancellation).ConfigureAwait(false);
            return new Error(ErrorKind.Refused, $"{bot} is not running");
        }
        await run.CommandAsync(text).ConfigureAwait(false);
        await database.Commands.Finish(source, id, "done", $"given to {bot}", cancellation).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async Task<int?> OrderNumberAsync(string account, string clientId)
    {
        if (Desks.FirstOrDefault(desk => desk.Account == account) is not { } desk || !ClientOrderId.TryParse(clientId, out var id)) return null;
        return await desk.NumberOfAsync(id).ConfigureAwait(false) is > 0 and var number ? number : null;
    }

    /// <inheritdoc/>
    public void Quit() => _quit.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_bots.Values.Select(bot => bot.SuspendAsync(Patience))).ConfigureAwait(false);

    async Task BlockAsync(BotRun run)
    {
        await run.BlockAsync(Everywhere, Halted).ConfigureAwait(false);
        await run.BlockAsync(OnAccount, _halts.Of(run.Terms.Account)).ConfigureAwait(false);
    }

    async Task<Result<bool>> WithRunning(string bot, Func<BotRun, Task> work, string kind)
    {
        Note(kind, bot, "");
        if (Find(bot) is not { } run) return Unknown(bot);
        if (run.Ended.IsCompleted) return new Error(ErrorKind.Refused, $"{bot} is not running");
        await work(run).ConfigureAwait(false);
        return true;
    }

    void Note(string kind, string bot, string text) => audit?.Add(new AuditDraft
    {
        Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
        Actor = bot.Length > 0 ? bot : "host",
        Kind = kind,
        Fields = json =>
        {
            if (text.Length > 0) json.WriteString("text", text);
        },
    });

    BotRun? Find(string bot) => _bots.GetValueOrDefault(bot);

    Error Unknown(string bot) => Error.NotFound($"there is no bot {bot}{Suggestion.Phrase(bot, _bots.Keys)}");
}
