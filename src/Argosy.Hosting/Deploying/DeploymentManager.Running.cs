using System.Globalization;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.Ports;
using Argosy.Data.Links;

namespace Argosy.Hosting.Deploying;

/// <content>Starting, pausing, stopping, closing, and going on after a restart.</content>
public sealed partial class DeploymentManager
{
    static readonly TimeSpan RetryVenue = TimeSpan.FromSeconds(5);

    /// <summary>Takes up all deployments of the database; those that were wanted are started, each as soon as its venue answers.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        var crashes = await _parts.Database.Bots.Crashes(Now - (long)Scheduling.Supervisor.Span.TotalMilliseconds, cancellation).ConfigureAwait(false);
        foreach (var crash in crashes) _parts.Supervisor.Restore(crash.Bot, DateTimeOffset.FromUnixTimeMilliseconds(crash.Time));
        var statuses = (await _parts.Database.Bots.Statuses(cancellation).ConfigureAwait(false)).ToDictionary(row => row.Deployment);
        foreach (var row in await _parts.Database.Bots.Deployments(cancellation).ConfigureAwait(false))
        {
            if (row.State == Deleted) continue;
            var text = DeploymentText.Read(row.Configuration);
            if (!text.Ok) _parts.Alerts.Tell(new Alert(AlertSeverity.Critical, "deployment", $"deployment {row.Id} ({row.Bot}) cannot go on: {text.Error!.Message}", row.Account, row.Id));
            if (!text.Ok || text.Value is not { } kept) continue;
            var one = _all[row.Id] = new Deployed(row, kept);
            if (statuses.TryGetValue(row.Id, out var status)) one.Last = Deployed.StatusOf(status.Status);
            if (one.IsDisabled) one.Error = one.Last?.Reason ?? "";
            Plan(one);
        }
        foreach (var one in _all.Values.Where(one => one.Text.Wanted != WantedState.Stopped && !one.IsDisabled && !IsReplaced(one)))
        {
            // A scheduled one goes on at once only where it has something to look after.
            if (one.Schedule is not null && one.Text.Wanted == WantedState.Running && Holds(one) is null && one.Last is not { OpenOrders: > 0 }) continue;
            // A scheduled one is up for its position only: entries wait for its time.
            if (one.Schedule is not null && one.Text.Wanted == WantedState.Running) one.FiredUntil = 0;
            one.IsStarting = true;
            _ = GoOnAsync(one);
        }
    }

    /// <summary>Starts a deployment that does not run; a disabled one by this word may go on. A scheduled one waits for its time.</summary>
    public Task<Result<bool>> StartAsync(int id, string by, CancellationToken cancellation) => ChangeAsync(id, "deployment-start", by, async one =>
    {
        if (IsUp(one) || one.IsStarting) return new Error(ErrorKind.Refused, $"{one.Name} is running already");
        if (HasEnded(LogOf(id))) return new Error(ErrorKind.Refused, $"{one.Name} is at the end of its market; nothing can follow");
        (one.IsDisabled, one.Error) = (false, "");
        _parts.Supervisor.Forgive(one.Name);
        await WantAsync(one, WantedState.Running).ConfigureAwait(false);
        Plan(one);
        if (one.Schedule is not null && Holds(one) is null)
        {
            await _parts.Database.Bots.SetState(id, "running", cancellation).ConfigureAwait(false);
            return true;
        }
        var begun = await BeginAsync(one, cancellation).ConfigureAwait(false);
        if (!begun.Ok && !one.IsDisabled) await WantAsync(one, WantedState.Stopped).ConfigureAwait(false);
        return begun;
    });

    /// <summary>Lets a deployment go on without entries.</summary>
    public Task<Result<bool>> PauseAsync(int id, string by, CancellationToken cancellation) => ChangeAsync(id, "deployment-pause", by, async one =>
    {
        if (one.Text.Wanted is not (WantedState.Running or WantedState.Paused)) return new Error(ErrorKind.Refused, $"{one.Name} is not running");
        await WantAsync(one, WantedState.Paused).ConfigureAwait(false);
        return IsUp(one) ? await _parts.Host.PauseAsync(one.Name, cancellation).ConfigureAwait(false) : true;
    });

    /// <summary>Ends a pause.</summary>
    public Task<Result<bool>> ResumeAsync(int id, string by, CancellationToken cancellation) => ChangeAsync(id, "deployment-resume", by, async one =>
    {
        if (one.Text.Wanted is not (WantedState.Running or WantedState.Paused)) return new Error(ErrorKind.Refused, $"{one.Name} is {(one.Text.Wanted == WantedState.Closing ? "closing its positions" : "not running; start it")}");
        await WantAsync(one, WantedState.Running).ConfigureAwait(false);
        return IsUp(one) ? await _parts.Host.ResumeAsync(one.Name, cancellation).ConfigureAwait(false) : true;
    });

    /// <summary>Stops a deployment: its entries are cancelled. Positions stay with their exits, or are closed first; that it has come to its end then is seen in its state.</summary>
    public Task<Result<bool>> StopAsync(int id, PositionsAtStop positions, string by, CancellationToken cancellation) => ChangeAsync(id, $"deployment-stop-{(positions == PositionsAtStop.Close ? "close" : "leave")}", by, async one =>
    {
        if (one.Text.Wanted == WantedState.Stopped && !IsUp(one)) return new Error(ErrorKind.Refused, $"{one.Name} is not running");
        if (positions == PositionsAtStop.Close && Holds(one) is not null)
        {
            if (!IsUp(one)) return new Error(ErrorKind.Refused, $"{one.Name} holds {Holds(one)} and does not run now; start it to close it");
            await WantAsync(one, WantedState.Closing).ConfigureAwait(false);
            await CloseAsync(one, cancellation).ConfigureAwait(false);
            return true;
        }
        await WantAsync(one, WantedState.Stopped).ConfigureAwait(false);
        if (IsUp(one)) return await _parts.Host.StopAsync(one.Name, cancellation).ConfigureAwait(false);
        await _parts.Database.Bots.SetState(id, "stopped", cancellation).ConfigureAwait(false);
        return true;
    });

    /// <summary>Closes what a deployment holds at the market, and cancels its entries; it goes on.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="instrument">One of its instruments; null for all.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<bool>> FlattenAsync(int id, string? instrument, string by, CancellationToken cancellation) => ChangeAsync(id, "deployment-flatten", by, async one =>
    {
        if (!IsUp(one)) return new Error(ErrorKind.Refused, $"{one.Name} is not running; start it to close what it holds");
        if (instrument is not null && !one.Spec.Instruments.Contains(instrument)) return Error.BadInput($"instrument: {one.Name} does not trade {instrument}{Suggestion.Phrase(instrument, one.Spec.Instruments)}");
        (one.ToFlatten, one.FlattenAsked) = (instrument ?? "", Now);
        return await FlattenNowAsync(one, instrument ?? "", cancellation).ConfigureAwait(false);
    });

    /// <summary>Fires a scheduled deployment now.</summary>
    public Task<Result<bool>> RunNowAsync(int id, string by, CancellationToken cancellation) => ChangeAsync(id, "deployment-run-now", by, async one =>
    {
        if (one.Schedule is null) return new Error(ErrorKind.Refused, $"{one.Name} is kept running; run now is for scheduled deployments");
        if (one.Text.Wanted != WantedState.Running) return new Error(ErrorKind.Refused, $"{one.Name} is not running; start it first");
        return await FireAsync(one, cancellation).ConfigureAwait(false);
    });

    /// <summary>A deployment's run log.</summary>
    public string LogOf(int deployment) => Path.Combine(_parts.Folder, "runs", string.Create(CultureInfo.InvariantCulture, $"{deployment}.log"));

    async Task<Result<bool>> ChangeAsync(int id, string kind, string by, Func<Deployed, Task<Result<bool>>> change)
    {
        if (!_all.TryGetValue(id, out var one) || IsReplaced(one)) return Unknown(id);
        return await InTurn(one, async () =>
        {
            Note(kind, one, by);
            return await change(one).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    // After a restart a venue that cannot be reached is waited for: a host that starts again after a failure must not give up.
    async Task GoOnAsync(Deployed one)
    {
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                var begun = await InTurn<bool>(one, async () => one.Text.Wanted == WantedState.Stopped || IsUp(one) ? true : await BeginAsync(one, _end.Token).ConfigureAwait(false)).ConfigureAwait(false);
                if (begun.Ok) break;
                one.Error = begun.Error!.Message;
                var isPassing = begun.Error.Kind is ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.RateLimited or ErrorKind.Maintenance or ErrorKind.ClockSkew;
                if (isFirst || !isPassing) _parts.Alerts.Tell(new Alert(isPassing ? AlertSeverity.Warning : AlertSeverity.Critical, "deployment", $"{one.Name} cannot go on: {begun.Error.Message}{(isPassing ? "; it is tried again" : "")}", one.Row.Account, one.Row.Id));
                if (!isPassing) break;
                await Task.Delay(begun.Error.RetryAfter ?? RetryVenue, _parts.Time, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        catch (ObjectDisposedException)
        {
            // The host has ended.
        }
        finally
        {
            one.IsStarting = false;
        }
    }

    async Task<Result<bool>> BeginAsync(Deployed one, CancellationToken cancellation)
    {
        var venue = await _venues.OpenAsync(one.Spec.Venue, cancellation).ConfigureAwait(false);
        if (!venue.Ok) return venue.Error!;
        OpenAccount? account = null;
        if (one.Spec.Mode == DeploymentMode.Live)
        {
            var opened = await _accounts.OpenAsync(one.Row.Account, cancellation).ConfigureAwait(false);
            if (!opened.Ok) return opened.Error!;
            account = opened.Value;
            if (await SetMarginAsync(one, account, cancellation).ConfigureAwait(false) is { } unset) return unset;
        }
        _parts.Host.Remove(one.Name);
        var terms = TermsOf(one);
        // A recorded market has a time of its own: who sleeps by the host's clock would miss it.
        var services = ServicesOf(venue.Value, account, this) with { Sleep = venue.Value.Now is null && _parts.Runs.IsApart(terms) ? _parts.Sleep : null };
        var begun = await _parts.Host.AddRunningAsync(terms, services, cancellation, isPaused: one.Text.Wanted is WantedState.Paused or WantedState.Closing).ConfigureAwait(false);
        one.Error = begun.Ok ? "" : begun.Error!.Message;
        if (begun.Ok && one.Text.Wanted == WantedState.Closing) await CloseAsync(one, cancellation).ConfigureAwait(false);
        return begun;
    }

    // The engine reckons with the run's leverage and margin mode: the venue must, too, before the first order.
    async Task<Error?> SetMarginAsync(Deployed one, OpenAccount account, CancellationToken cancellation)
    {
        if (one.Spec.Margin is not { } margin) return null;
        // They are of the instrument: another bot that trades it reckons with its own.
        var others = _all.Values.Where(other => other != one && IsUp(other) && other.Spec.Mode == DeploymentMode.Live && other.Row.Account == one.Row.Account && other.Spec.Instruments.Intersect(one.Spec.Instruments).Any());
        if (others.FirstOrDefault(other => (other.Spec.Leverage, other.Spec.Margin) != (one.Spec.Leverage, margin)) is { } apart)
        {
            return Error.BadInput($"leverage: {one.Name} wants {Exact.Text(one.Spec.Leverage)} and {margin} margin, {apart.Name} trades {apart.Spec.Instruments.Intersect(one.Spec.Instruments).First()} of this account with {Exact.Text(apart.Spec.Leverage)} and {apart.Spec.Margin}; an instrument has one of both, expected the same");
        }
        foreach (var name in one.Spec.Instruments)
        {
            var set = await account.Venue.SetMarginAsync(name, (int)one.Spec.Leverage, margin == "isolated", cancellation).ConfigureAwait(false);
            if (!set.Ok) return set.Error! with { Message = $"{name}: leverage {Exact.Text(one.Spec.Leverage)} and {margin} margin cannot be set: {set.Error!.Message}" };
        }
        return null;
    }

    async Task CloseAsync(Deployed one, CancellationToken cancellation)
    {
        await _parts.Host.BlockAsync(one.Name, "closing", "its positions are being closed").ConfigureAwait(false);
        (one.ToFlatten, one.FlattenAsked) = ("", Now);
        await FlattenNowAsync(one, "", cancellation).ConfigureAwait(false);
    }

    string NextId(Deployed one) => string.Create(CultureInfo.InvariantCulture, $"{one.Row.Id}-{Now}-{Interlocked.Increment(ref _told)}");

    BotTerms TermsOf(Deployed one) => new()
    {
        Name = one.Name, Deployment = one.Row.Id, Account = one.Row.Account, Instruments = one.Text.Begins.Instruments, Begins = one.Text.Begins, Log = LogOf(one.Row.Id), WarmUp = one.Spec.WarmUp,
    };

    /// <summary>What a bot is run with on a venue's market.</summary>
    /// <param name="venue">The market.</param>
    /// <param name="account">Its account; null on paper.</param>
    /// <param name="watcher">Hears of it besides the host's own watchers.</param>
    public BotServices ServicesOf(VenueMarket venue, OpenAccount? account, IBotWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(venue);
        return new BotServices
        {
            Lane = account?.Desk.Lane ?? new Lane(fault => _parts.Alerts.Tell(new Alert(AlertSeverity.Critical, "host-fault", fault.ToString()))),
            Desk = account?.Desk,
            Market = venue.Market,
            Hub = _parts.Hub,
            Feed = venue.Feed,
            Worker = _parts.Runs.Start,
            Queue = _parts.Queue,
            Watchers = [.. _parts.Watchers, watcher],
            Audit = _parts.Audit,
            Supervisor = _parts.Supervisor,
            Time = _parts.Time,
            Now = venue.Now ?? (() => Now + (account?.Venue.ClockOffset ?? 0)),
        };
    }

    // A recorded market came to its end: the end is told last, so the file's last part says it.
    static bool HasEnded(string log)
    {
        if (!File.Exists(log)) return false;
        using var file = File.Open(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var tail = new byte[Math.Min(file.Length, 1 << 16)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        return tail.AsSpan().IndexOf("\n{\"end\":"u8) >= 0;
    }
}
