using System.Globalization;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Sizing;

/// <summary>As much as gives the position a wanted yearly volatility: equity·target/σ, or what is free where that is less.</summary>
/// <remarks>σ is the sample standard deviation of the last log returns of the base bars times √(bars a year of 365 days).</remarks>
[Rule("volatility", "As much as gives the position a wanted yearly volatility, by that of the last bars.", Example = "volatility:20% or volatility(target=20%, bars=30)")]
public sealed record VolatilityTarget : ISizingRule, IReadsBars
{
    /// <summary>A wanted volatility and how many returns tell it.</summary>
    public VolatilityTarget(
        [Parameter("wanted yearly volatility of the equity", Minimum = 0.0001, Maximum = 100, Unit = "ratio")] decimal target,
        [Parameter("log returns looked at", Minimum = 2, Maximum = 100_000, Unit = "bars")] int bars = 30) => (Target, Bars) = (target, bars);

    /// <summary>Wanted yearly volatility of the equity, ratio.</summary>
    public decimal Target { get; }

    /// <summary>Log returns looked at.</summary>
    public int Bars { get; }

    int IReadsBars.BarsRead => Bars + 1;

    const double Year = 365.0 * 86_400_000;
    static readonly Error TooFew = new(ErrorKind.Unavailable, "there are too few bars yet to know the volatility");

    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request)
    {
        if (request.Bars is not { } bars || bars.Count <= Bars) return TooFew;
        var sigma = Deviation(bars.Closes[^(Bars + 1)..]) * Math.Sqrt(Year / bars.Timeframe.ApproximateMilliseconds);
        // Twelve digits, so that the last bits of a logarithm decide nothing.
        var rounded = double.IsFinite(sigma) ? decimal.Parse(sigma.ToString("E11", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) : 0;
        // A price that does not move asks for more than anybody has.
        if (rounded * request.FreeQuote <= request.Equity * Target * 0.000001m) return OrderSize.Quote(request.FreeQuote);
        return OrderSize.Quote(Math.Min(Exact.RoundDown(request.Equity * Target / rounded, Ledger.AssetScale), request.FreeQuote));
    }

    /// <inheritdoc/>
    public override string ToString() => $"volatility(target={Exact.Text(Target * 100)}%, bars={Bars})";

    static double Deviation(ReadOnlySpan<double> closes)
    {
        var n = closes.Length - 1;
        var mean = 0.0;
        for (var i = 1; i <= n; i++) mean += Math.Log(closes[i] / closes[i - 1]);
        mean /= n;
        var squares = 0.0;
        for (var i = 1; i <= n; i++)
        {
            var off = Math.Log(closes[i] / closes[i - 1]) - mean;
            squares += off * off;
        }
        return Math.Sqrt(squares / (n - 1));
    }
}
