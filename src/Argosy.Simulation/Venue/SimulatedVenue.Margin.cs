using Argosy.Core.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Margin;

namespace Argosy.Simulation.Venue;

/// <content>The phases of an instant where the instruments are perpetual contracts.</content>
public sealed partial class SimulatedVenue : ITimedVenue
{
    MarginWalk? _margin;

    /// <summary>Whether every bar is walked so that <see cref="PeakMarginRatio"/> is that of the whole path; set before the run is wired.</summary>
    public bool MeasuresMargin { get; init; }

    /// <summary>Greatest maintenance / (margin + unrealised result) of any position, or of the account on cross margin; 1 and more is a liquidation.</summary>
    public decimal PeakMarginRatio => _margin?.PeakRatio ?? 0;

    /// <summary>Settlements of funding at the last price, because no mark bar opened then.</summary>
    public int SettledAtLastPrice => _margin?.SettledAtLastPrice ?? 0;

    /// <summary>Bars with a position in which the last price stood in for a mark bar that is missing.</summary>
    public int BarsWithoutMark => _margin?.BarsWithoutMark ?? 0;

    /// <summary>
    /// The first mark price against an instrument's position at which this venue liquidates it, quote asset; on cross margin the account, with the other
    /// instruments at their marks. Null on spot, where nothing is held, and where no price does so.
    /// </summary>
    public decimal? LiquidationPrice(int instrument) => _margin?.LiquidationPrice(instrument);

    /// <inheritdoc/>
    public bool HasTimes => _margin is not null;

    /// <inheritdoc/>
    public long NextTime => _margin?.NextTime ?? long.MaxValue;

    /// <inheritdoc/>
    public void OnFunding(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        if (_margin is null || _ended) return;
        _now = instant.Time;
        // What is cancelled on the way is swept at its end.
        _phase = Phase.Funding;
        _margin.Fund(instant);
        _ended = _margin.Ended;
        End();
    }

    void CloseOnMargin(MarginWalk margin, Instant instant)
    {
        margin.Advance(instant);
        if (_ended) return;
        var touched = false;
        var closing = instant.Closing;
        if (_orders > 0)
        {
            for (var k = 0; k < closing.Count; k++) touched |= _books[closing[k]].IsTouchedBy(_tracks[closing[k]].Walked, _tracks[closing[k]].ClosedRow);
        }
        var near = margin.IsNear(instant);
        if (!touched && !near && !(MeasuresMargin && _events.Ledger.HasPosition))
        {
            margin.MoveToCloses(instant);
            return;
        }
        _phase = Phase.Closing;
        margin.ChooseAlone(_options);
        for (var k = 0; k < closing.Count; k++) Choose(margin, closing[k], near && (touched || closing.Count > 1));
        for (var leg = 0; leg < BarWalk.Legs && !margin.Ended; leg++)
        {
            margin.WalkMarks(leg, _now);
            for (var k = 0; k < closing.Count && !margin.Ended; k++)
            {
                var (from, to) = _walks[closing[k]].Leg(leg);
                margin.WalkLast(closing[k], from, to, _now);
            }
        }
        _ended = margin.Ended;
        End();
    }

    // Where a liquidation and an order, or another instrument, may meet in one bar, the walk is taken to matter.
    void Choose(MarginWalk margin, int i, bool mayMatter)
    {
        Prepare(i, _tracks[i].ClosedRow);
        var depends = _walks[i].Choose(_now, _events.Ledger.Net(i), watchesEquity: false);
        margin.Follow(i, _walks[i].HighFirst);
        if (!depends && mayMatter) _books[i].Moment.LegTraits = FillTraits.PathDependent;
        if (depends || mayMatter) PathDependentBars++;
    }

    void OpenOnMargin(MarginWalk margin, Instant instant)
    {
        margin.Open(instant);
        if (_ended || (_orders == 0 && !_events.Ledger.HasPosition)) return;
        var opening = instant.Opening;
        _phase = Phase.Opening;
        _round++;
        for (var k = 0; k < opening.Count; k++) Open(opening[k]);
        margin.Settle(_now);
        _ended = margin.Ended;
        for (var k = 0; k < opening.Count && !_ended; k++) Jump(opening[k]);
        ArriveAll(opening, atClose: false);
        margin.Settle(_now);
        _ended |= margin.Ended;
        End();
    }
}
