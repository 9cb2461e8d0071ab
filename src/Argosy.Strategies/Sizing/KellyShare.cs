using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Sizing;

/// <summary>Half the share of equity that J. L. Kelly (1956) gives for the run's last closed trades: ½·(W − (1 − W)/R), between 0 and a cap.</summary>
/// <remarks>
/// W is the share of trades that won, R the mean return of those over the mean loss of the others. Without a loss it is ½·W, without a win 0:
/// then nothing is bought. While there are too few trades the fallback size holds.
/// </remarks>
[Rule("kelly", "Half the Kelly share of the equity by the run's last closed trades; a fallback size until there are enough.", Example = "kelly(cap=25%, trades=30, fallback=equity:2%)")]
public sealed record KellyShare : ISizingRule
{
    readonly ISizingRule _fallback;

    /// <summary>Reads the fallback.</summary>
    public KellyShare(
        [Parameter("largest share of the equity", Minimum = 0.0001, Maximum = 1, Unit = "ratio")] decimal cap = 0.25m,
        [Parameter("closed trades looked at", Minimum = 30, Maximum = 100_000, Unit = "trades")] int trades = 30,
        [Parameter("size until there are so many", Unit = "size")] string fallback = "equity:2%")
    {
        var parsed = SizingRules.Parse(fallback);
        if (!parsed.Ok) throw new ArgumentException(parsed.Error!.Message);
        if (parsed.Value is KellyShare) throw new ArgumentException("the fallback of kelly is another size, e.g. equity:2%");
        (Cap, Trades, _fallback) = (cap, trades, parsed.Value);
    }

    /// <summary>Largest share of the equity, ratio.</summary>
    public decimal Cap { get; }

    /// <summary>Closed trades looked at.</summary>
    public int Trades { get; }

    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request)
    {
        var trades = request.Account?.Trades;
        if (trades is null || trades.Count < Trades) return _fallback.Size(in request);
        var share = Math.Clamp(Half(trades), 0, Cap);
        return OrderSize.Quote(Math.Min(Exact.RoundDown(request.Equity * share, Ledger.AssetScale), request.FreeQuote));
    }

    /// <inheritdoc/>
    public override string ToString() => $"kelly(cap={Exact.Text(Cap * 100)}%, trades={Trades}, fallback={_fallback})";

    decimal Half(IReadOnlyList<Trade> trades)
    {
        var (wins, gains, losses) = (0, 0m, 0m);
        for (var i = trades.Count - Trades; i < trades.Count; i++)
        {
            if (trades[i].Pnl > 0) (wins, gains) = (wins + 1, gains + trades[i].ReturnRatio);
            else losses -= trades[i].ReturnRatio;
        }
        if (wins == 0) return 0;
        var won = (decimal)wins / Trades;
        if (losses <= 0) return won / 2;
        var ratio = gains / wins / (losses / (Trades - wins));
        return (won - ((1 - won) / ratio)) / 2;
    }
}
