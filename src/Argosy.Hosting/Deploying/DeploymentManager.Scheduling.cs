using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Deploying;

/// <content>Firing scheduled deployments, and stopping those whose positions are closed.</content>
public sealed partial class DeploymentManager
{
    const int FlattenAgainMs = 3_000, FlattenPatienceMs = 60_000;
    // A time that was missed by more than this, because the host did not run or the clock jumped, is left out.
    const long MostLateMs = 60_000;
    const string OffSchedule = "schedule";

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks after deployments until cancelled.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, _parts.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                foreach (var one in _all.Values) await LookAfterAsync(one, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends; what is wanted goes on at its next start.
        }
    }

    async Task LookAfterAsync(Deployed one, CancellationToken cancellation)
    {
        var isClosed = one.Text.Wanted == WantedState.Closing && IsUp(one) && IsAtRest(one);
        var isDue = one.Schedule is not null && one.Text.Wanted == WantedState.Running && !one.IsDisabled && Now >= one.NextFire;
        var isDone = one.FiredUntil is { } until && IsUp(one) && StatusOf(one) is { } status && status.Time >= until;
        var isLeft = !isClosed && one.ToFlatten is not null && IsUp(one) && Now - one.FlattenedAt >= FlattenAgainMs;
        if (!isClosed && !isDue && !isDone && !isLeft) return;
        await InTurn<bool>(one, async () =>
        {
            if (isClosed && one.Text.Wanted == WantedState.Closing)
            {
                await WantAsync(one, WantedState.Stopped).ConfigureAwait(false);
                return await _parts.Host.StopAsync(one.Name, cancellation).ConfigureAwait(false);
            }
            if (isLeft) await FlattenRestAsync(one, cancellation).ConfigureAwait(false);
            if (isDue) return await DueAsync(one, cancellation).ConfigureAwait(false);
            if (isDone) await RestAsync(one).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    // A market that is too thin takes a part: what is left is closed by further orders, until nothing is held.
    async Task FlattenRestAsync(Deployed one, CancellationToken cancellation)
    {
        if (one.ToFlatten is not { } instrument || StatusOf(one) is not { } status) return;
        var isHeld = status.Holdings.Any(held => held.Quantity != 0 && (instrument.Length == 0 || held.Instrument == instrument));
        if (!isHeld || (one.Text.Wanted != WantedState.Closing && Now - one.FlattenAsked >= FlattenPatienceMs)) one.ToFlatten = null;
        else if (status.OpenOrders == 0) await FlattenNowAsync(one, instrument, cancellation).ConfigureAwait(false);
    }

    async Task<Result<bool>> FlattenNowAsync(Deployed one, string instrument, CancellationToken cancellation)
    {
        one.FlattenedAt = Now;
        return await _parts.Host.FlattenAsync(one.Name, instrument.Length > 0 ? instrument : null, "deployment", NextId(one), cancellation).ConfigureAwait(false);
    }

    async Task<Result<bool>> DueAsync(Deployed one, CancellationToken cancellation)
    {
        var late = Now - one.NextFire;
        Plan(one);
        if (late <= MostLateMs)
        {
            var fired = await FireAsync(one, cancellation).ConfigureAwait(false);
            if (!fired.Ok) _parts.Alerts.Tell(new Alert(AlertSeverity.Warning, "schedule", $"{one.Name} could not be fired: {fired.Error!.Message}", one.Row.Account, one.Row.Id));
            return fired;
        }
        _parts.Alerts.Tell(new Alert(AlertSeverity.Warning, "schedule", $"{one.Name} was to be fired {late / 1_000} s ago; that time is left out", one.Row.Account, one.Row.Id));
        return true;
    }

    async Task<Result<bool>> FireAsync(Deployed one, CancellationToken cancellation)
    {
        // A first run warms up on what has closed: it decides at the next close.
        var isFirst = !File.Exists(LogOf(one.Row.Id));
        var timeframe = one.Text.Begins.Timeframe;
        var close = timeframe.Floor(Now);
        one.FiredUntil = isFirst ? timeframe.End(close) : close;
        if (IsUp(one))
        {
            // It decides again at its next close.
            one.FiredUntil = timeframe.End(close);
            await _parts.Host.BlockAsync(one.Name, OffSchedule, "").ConfigureAwait(false);
            return true;
        }
        return await BeginAsync(one, cancellation).ConfigureAwait(false);
    }

    // What it decided is done. Flat it sleeps; with a position it stays up for its exits and takes no entries.
    async Task RestAsync(Deployed one)
    {
        await _parts.Host.BlockAsync(one.Name, OffSchedule, "it waits for its time").ConfigureAwait(false);
        if (!IsAtRest(one)) return;
        one.FiredUntil = null;
        await _parts.Host.SuspendAsync(one.Name).ConfigureAwait(false);
        _parts.Host.Remove(one.Name);
    }

    bool IsAtRest(Deployed one) => Holds(one) is null && StatusOf(one) is { OpenOrders: 0 };

    void Plan(Deployed one) => one.NextFire = one.Schedule?.Next(Now) ?? long.MaxValue;
}
