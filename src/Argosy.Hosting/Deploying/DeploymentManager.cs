using System.Collections.Concurrent;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Deploying;

/// <summary>The deployments of a host, made, changed and ended while it runs; each goes on after a restart where a person wanted it.</summary>
/// <remarks>
/// Use: <see cref="RestoreAsync"/> once, then <see cref="ServeAsync"/> until the host ends. Safe from any thread; of one deployment one change at
/// a time. What is wanted is durable before it is done. Venues and accounts open when a deployment first wants them: a market is followed once
/// for all, an account has one desk, one lane and one journal.
/// </remarks>
public sealed partial class DeploymentManager : IBotWatcher, IAsyncDisposable
{
    /// <summary>The account of paper deployments that name none.</summary>
    public const string PaperAccount = "paper";

    const string Deleted = "deleted";

    readonly DeploymentParts _parts;
    readonly ConcurrentDictionary<int, Deployed> _all = [];
    readonly SemaphoreSlim _making = new(1);
    readonly CancellationTokenSource _end = new();
    readonly VenueHub _venues;
    readonly AccountHub _accounts;
    int _told;

    /// <summary>A manager that keeps nothing yet.</summary>
    public DeploymentManager(DeploymentParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = parts;
        _venues = new VenueHub(parts.Venues);
        _accounts = new AccountHub(parts, _venues);
    }

    /// <summary>All deployments by number; deleted and replaced ones are not among them.</summary>
    public IReadOnlyList<DeploymentView> All => [.. _all.Values.Where(one => !IsReplaced(one)).OrderBy(one => one.Row.Id).Select(View)];

    /// <summary>Accounts at exchanges that are open, by name.</summary>
    public IReadOnlyDictionary<string, OpenAccount> OpenAccounts => _accounts.Open;

    /// <summary>Venues whose market is open, by name.</summary>
    public IReadOnlyDictionary<string, VenueMarket> OpenVenues => _venues.Open;

    /// <summary>Names of the venues there are.</summary>
    public IReadOnlyList<string> VenueNames => _venues.Names;

    /// <summary>Opens a venue's market, or gives the open one.</summary>
    public Task<Result<VenueMarket>> OpenVenueAsync(string venue, CancellationToken cancellation) => _venues.OpenAsync(venue, cancellation);

    /// <summary>Opens an account's desk, or gives the open one.</summary>
    public Task<Result<OpenAccount>> OpenAccountAsync(string account, CancellationToken cancellation) => _accounts.OpenAsync(account, cancellation);

    /// <summary>One deployment as it stands; null where there is none of the number.</summary>
    public DeploymentView? Find(int id) => _all.TryGetValue(id, out var one) ? View(one) : null;

    /// <summary>One deployment by its name; null where there is none.</summary>
    public DeploymentView? Find(string name) => _all.Values.FirstOrDefault(one => one.Name == name && !IsReplaced(one)) is { } found ? View(found) : null;

    /// <summary>Lets an account's desk go: its key may be exchanged. Refused while a deployment runs on it.</summary>
    public async Task<Result<bool>> CloseAccountAsync(string account, CancellationToken cancellation)
    {
        if (_all.Values.FirstOrDefault(one => one.Row.Account == account && IsUp(one)) is { } user) return new Error(ErrorKind.Refused, $"{user.Name} runs on {account}; stop it first");
        await _accounts.CloseAsync(account, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public void On(BotNews news)
    {
        switch (news)
        {
            case BotValued valued when Of(valued.Bot) is { } one:
                Keep(one, valued.Status, valued.Time);
                break;
            case BotSlept slept when Of(slept.Bot) is { } one:
                one.Last = slept.Status;
                break;
            case BotMoved moved when Of(moved.Bot) is { } one:
                one.Since = Now;
                if (moved.State == BotState.Disabled) (one.IsDisabled, one.Error) = (true, moved.Reason);
                if (moved.State is BotState.Finished) _ = EndedAsync(one);
                if (StatusOf(one) is { } status) Keep(one, status, Now);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_all.Values.Where(IsUp).Select(one => _parts.Host.SuspendAsync(one.Name))).ConfigureAwait(false);
        await _accounts.DisposeAsync().ConfigureAwait(false);
        _venues.Dispose();
        foreach (var one in _all.Values) one.Dispose();
        _making.Dispose();
        _end.Dispose();
    }

    long Now => _parts.Time.GetUtcNow().ToUnixTimeMilliseconds();

    Deployed? Of(string bot) => _all.Values.FirstOrDefault(one => one.Name == bot && !IsReplaced(one));

    bool IsReplaced(Deployed one) => _all.Values.Any(other => other.Text.Replaces == one.Row.Id);

    BotStatus? StatusOf(Deployed one) => _parts.Host.Bots.FirstOrDefault(status => status.Deployment == one.Row.Id);

    bool IsUp(Deployed one) => StatusOf(one) is { State: BotState.Starting or BotState.Running or BotState.Paused };

    void Keep(Deployed one, BotStatus status, long time)
    {
        one.Last = status;
        _parts.Queue.Add(new StatusRow { Deployment = one.Row.Id, Time = time, Status = JsonSerializer.Serialize(status, DeploymentJson.Default.BotStatus) });
    }

    DeploymentView View(Deployed one)
    {
        var status = StatusOf(one) ?? one.Last;
        return new DeploymentView
        {
            Id = one.Row.Id,
            Spec = one.Spec,
            Account = one.Row.Account,
            Bot = one.Row.Bot,
            Version = one.Row.Version,
            Wanted = one.Text.Wanted,
            State = StateOf(one),
            Error = one.Error,
            Status = status,
            NextFire = one.Schedule is null || one.Text.Wanted == WantedState.Stopped ? null : one.NextFire,
            Replaced = Replaced(one),
            Since = one.Since,
            CreatedAt = one.Row.CreatedAt,
        };
    }

    IReadOnlyList<int> Replaced(Deployed one)
    {
        var numbers = new List<int>();
        for (var next = one.Text.Replaces; next > 0; next = _all.TryGetValue(next, out var older) ? older.Text.Replaces : 0) numbers.Add(next);
        return numbers;
    }

    DeploymentState StateOf(Deployed one)
    {
        if (one.IsDisabled) return DeploymentState.Disabled;
        if (one.IsStarting) return DeploymentState.Starting;
        return StatusOf(one)?.State switch
        {
            BotState.Starting => DeploymentState.Starting,
            BotState.Running or BotState.Paused when one.Text.Wanted == WantedState.Closing => DeploymentState.Closing,
            BotState.Running => DeploymentState.Running,
            BotState.Paused => DeploymentState.Paused,
            _ => one.Text.Wanted is WantedState.Running or WantedState.Paused && one.Schedule is not null ? DeploymentState.Waiting : DeploymentState.Stopped,
        };
    }

    // What is wanted is durable before it is done.
    async Task WantAsync(Deployed one, WantedState wanted)
    {
        if (one.Text.Wanted == wanted) return;
        one.Text = one.Text with { Wanted = wanted };
        one.Since = Now;
        await _parts.Database.Bots.Configure(one.Row.Id, one.Text.Write()).ConfigureAwait(false);
    }

    async Task EndedAsync(Deployed one)
    {
        // The bot is told on its lane: what waits for it must not be waited for there.
        await Task.Yield();
        await InTurn<bool>(one, async () =>
        {
            await WantAsync(one, WantedState.Stopped).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    static async Task<Result<T>> InTurn<T>(Deployed one, Func<Task<Result<T>>> change)
    {
        await one.Gate.WaitAsync().ConfigureAwait(false);
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            one.Gate.Release();
        }
    }

    void Note(string kind, Deployed one, string by, string text = "") => _parts.Audit?.Add(new AuditDraft
    {
        Time = Now,
        Actor = by,
        Kind = kind,
        Deployment = one.Row.Id,
        Fields = json =>
        {
            json.WriteString("bot", one.Name);
            json.WriteString("account", one.Row.Account);
            if (text.Length > 0) json.WriteString("text", text);
        },
    });

    Error Unknown(int id) => Error.NotFound($"there is no deployment {id}");
}
