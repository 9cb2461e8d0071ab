using Argosy.Core.Values;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Deploying;

/// <summary>The accounts of a host at exchanges: each has one desk, one lane and one journal, opened when it is first wanted.</summary>
/// <param name="parts">What the host is put together from.</param>
/// <param name="venues">Their markets.</param>
sealed class AccountHub(DeploymentParts parts, VenueHub venues) : IAsyncDisposable
{
    readonly SemaphoreSlim _opening = new(1);
    volatile Dictionary<string, OpenAccount> _open = new(StringComparer.Ordinal);

    /// <summary>Those that are open, by name.</summary>
    public IReadOnlyDictionary<string, OpenAccount> Open => _open;

    /// <summary>Opens an account, or gives the open one.</summary>
    public async Task<Result<OpenAccount>> OpenAsync(string name, CancellationToken cancellation)
    {
        if (_open.TryGetValue(name, out var known)) return known;
        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_open.TryGetValue(name, out known)) return known;
            var opened = await OpenNewAsync(name, cancellation).ConfigureAwait(false);
            if (!opened.Ok) return opened;
            _open = new Dictionary<string, OpenAccount>(_open, StringComparer.Ordinal) { [name] = opened.Value };
            parts.Host.Add(opened.Value.Desk);
            return opened;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Takes an account up that was opened elsewhere, with its desk started.</summary>
    public void Take(OpenAccount account) => _open = new Dictionary<string, OpenAccount>(_open, StringComparer.Ordinal) { [account.Row.Name] = account };

    /// <summary>Lets an account go whose bots have all left: its journal may be opened by another process, its key be exchanged.</summary>
    public async Task CloseAsync(string name, CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_open.TryGetValue(name, out var account)) return;
            _open = _open.Where(pair => pair.Key != name).ToDictionary(StringComparer.Ordinal);
            parts.Host.Remove(account.Desk);
            await EndAsync(account).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_open.Values.Select(EndAsync)).ConfigureAwait(false);
        _opening.Dispose();
    }

    async Task<Result<OpenAccount>> OpenNewAsync(string name, CancellationToken cancellation)
    {
        var rows = await parts.Database.Accounts.List(cancellation).ConfigureAwait(false);
        if (rows.FirstOrDefault(row => row.Name == name) is not { } found) return Error.NotFound($"account: there is none of the name {name}{Suggestion.Phrase(name, rows.Select(row => row.Name))}");
        if (found.IsPaper) return Error.BadInput($"account: {name} is a paper account; it takes no real orders");
        var venue = await venues.OpenAsync(found.Venue, cancellation).ConfigureAwait(false);
        if (!venue.Ok) return venue.Error!;
        var opened = await parts.Venues.OpenAccountAsync(found, cancellation).ConfigureAwait(false);
        if (!opened.Ok) return opened.Error!;
#pragma warning disable CA2000 // The hub ends it, and the one that cannot be started is ended here.
        var desk = new AccountDesk(new DeskParts
        {
            Account = name,
            Venue = opened.Value,
            Listings = venue.Value.Market.Listings,
            Database = parts.Database,
            Folder = Path.Combine(parts.Folder, "accounts", name),
            Alerts = parts.Alerts,
            Audit = parts.Audit,
            Time = parts.Time,
            Options = await parts.DeskOptions(name).ConfigureAwait(false),
        });
#pragma warning restore CA2000
        var started = await desk.StartAsync(cancellation).ConfigureAwait(false);
        if (started.Ok) return new OpenAccount(found, opened.Value, desk, venue.Value);
        await desk.DisposeAsync().ConfigureAwait(false);
        return started.Error!;
    }

    static async Task EndAsync(OpenAccount account)
    {
        await account.Desk.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await account.Desk.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>An account that is open.</summary>
/// <param name="Row">What it is.</param>
/// <param name="Venue">The account at its venue.</param>
/// <param name="Desk">Its orders.</param>
/// <param name="Market">Its venue's market.</param>
public sealed record OpenAccount(AccountRow Row, ITradingVenue Venue, AccountDesk Desk, VenueMarket Market);
