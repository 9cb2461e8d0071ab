using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>A trailing stop at a ratio from the best price since the entry, extremes inside bars included; an order type of the venue.</summary>
[Rule("trailing", "Leaves at a fixed ratio from the best price since the entry, extremes inside bars included.", Example = "trailing:2.8%")]
public sealed class TrailingExit(
    [Parameter("distance from the best price since the entry", Minimum = 0.000001, Maximum = 0.999, Unit = "ratio")] decimal distance) : IExitRule
{
    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.Trailing;

    /// <inheritdoc/>
    public OrderType? Standing => OrderType.TrailingStop;

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry) => new() { TrailRatio = distance };

    /// <inheritdoc/>
    public override string ToString() => $"trailing:{Exact.Text(distance * 100)}%";
}
