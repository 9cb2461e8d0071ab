using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>The margin side of a ledger of perpetual contracts: one position an instrument, wallet and margins.</summary>
/// <remarks>
/// The ledger books a contract like a purchase on credit: cash goes down by the notional of a long and up by that of a short. The wallet is
/// the cash with the cost of what is held put back: starting cash and realised results, fees, funding and insurance.
/// </remarks>
public sealed class MarginAccount
{
    readonly Ledger _ledger;
    readonly MarginPosition[] _positions;
    decimal _cost;
    decimal _margins;

    internal MarginAccount(MarginTerms terms, Ledger ledger, int instruments)
    {
        Terms = terms;
        _ledger = ledger;
        _positions = new MarginPosition[instruments];
    }

    /// <summary>Leverage, mode, fee and brackets.</summary>
    public MarginTerms Terms { get; }

    /// <summary>Whether positions stand alone.</summary>
    public bool IsIsolated => Terms.Mode == MarginMode.Isolated;

    /// <summary>Wallet balance: starting cash and everything realised since, quote asset.</summary>
    public decimal Wallet => _ledger.Cash + _ledger.DustValue + _cost;

    /// <summary>Σ isolated margins, quote asset; 0 on cross margin.</summary>
    public decimal Margins => _margins;

    /// <summary>Wallet that no isolated position holds, quote asset.</summary>
    public decimal Available => Wallet - _margins;

    /// <summary>Largest notional a new position may have at the last prices, quote asset, 0 or more.</summary>
    public decimal FreeNotional => IsIsolated
        ? Math.Max(0, Available * Terms.Leverage)
        : Math.Max(0, (_ledger.Equity * Terms.Leverage) - _ledger.GrossExposure);

    /// <summary>The account's position in an instrument.</summary>
    public ref readonly MarginPosition Position(int instrument) => ref _positions[instrument];

    /// <summary>Margin against maintenance as one instrument's mark moves, the others at the marks given.</summary>
    public MarginLine Line(int instrument, ReadOnlySpan<decimal> marks)
    {
        ref readonly var own = ref _positions[instrument];
        var table = Terms.Brackets[instrument];
        if (IsIsolated) return new MarginLine(own.Margin - own.Cost, own.Quantity, 0, table);
        var (apart, maintenance) = (Wallet - own.Cost, 0m);
        for (var i = 0; i < _positions.Length; i++)
        {
            ref readonly var other = ref _positions[i];
            if (i == instrument || other.Quantity == 0) continue;
            apart += (other.Quantity * marks[i]) - other.Cost;
            maintenance += Terms.Brackets[i].Maintenance(Math.Abs(other.Quantity) * marks[i]);
        }
        return new MarginLine(apart, own.Quantity, maintenance, table);
    }

    internal void Take(in Fill fill, Amount notional)
    {
        ref var position = ref _positions[fill.Instrument];
        var (cost, margin) = (position.Cost, position.Margin);
        position.Take(in fill, notional, Terms);
        _cost += position.Cost - cost;
        _margins += position.Margin - margin;
    }

    internal void Drop(int instrument, decimal quantity)
    {
        ref var position = ref _positions[instrument];
        var (cost, margin) = (position.Cost, position.Margin);
        position.Drop(quantity);
        _cost += position.Cost - cost;
        _margins += position.Margin - margin;
    }

    // Isolated positions pay and receive from their margin.
    internal void Fund(int instrument, decimal flow)
    {
        if (!IsIsolated) return;
        _positions[instrument].Margin += flow;
        _margins += flow;
    }

    /// <summary>What a balance lacks to zero after a fill, quote asset: a liquidated position's margin, or the wallet of an account that holds nothing.</summary>
    internal decimal Shortage(in Fill fill)
    {
        var lacking = fill.Purpose == OrderPurpose.Liquidation ? Math.Max(0, -_positions[fill.Instrument].LastLeft) : 0;
        return _ledger.HasPosition ? lacking : Math.Max(lacking, -Wallet);
    }
}
