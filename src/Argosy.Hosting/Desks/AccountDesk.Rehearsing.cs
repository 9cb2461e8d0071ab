using Argosy.Core.Instruments;
using Argosy.Core.Links;

namespace Argosy.Hosting.Desks;

/// <content>An order's way without the order.</content>
public sealed partial class AccountDesk
{
    // Its journal and its orders grow: it begins anew now and then, when no close is near.
    const int MostRehearsed = 2_000;
    const int RehearsalPauseMs = 100;

    DeskRehearsal? _rehearsal;
    long _rehearsed;

    /// <inheritdoc/>
    public void Rehearse(IReadOnlyList<Instrument> instruments, IReadOnlyList<OrderWanted> orders)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(orders);
        if (_isDown || _isBusy || _journal is null) return;
        // Exits are of entries, which a rehearsal has not.
        var entries = orders.Where(order => !order.IsExit).ToArray();
        if (entries.Length == 0) return;
        var now = Now;
        var isFirst = now - _rehearsed > RehearsalPauseMs;
        _rehearsed = now;
        if (_rehearsal is { } old && (!old.Covers(instruments) || (isFirst && old.Orders > MostRehearsed / 2))) EndRehearsal();
        try
        {
            _rehearsal ??= new DeskRehearsal(_parts, _gate.Options, instruments);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // A disk without room: orders go without.
            return;
        }
        if (_rehearsal is { IsReady: true, Orders: < MostRehearsed }) _rehearsal.Walk(entries, LastPrice, now);
    }

    void EndRehearsal()
    {
        _rehearsal?.Dispose();
        _rehearsal = null;
    }
}
