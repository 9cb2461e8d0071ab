using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>A resting limit at a fixed distance in the entry's favour, rounded to the tick away from the market.</summary>
[Rule("target", "Takes the profit by a resting limit at a fixed distance in the entry's favour.", Example = "target:4%")]
public sealed class ProfitTarget(
    [Parameter("distance from the entry's price", Minimum = 0.000001, Maximum = 1000, Unit = "ratio")] decimal distance) : IExitRule
{
    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.Target;

    /// <inheritdoc/>
    public OrderType? Standing => OrderType.Limit;

    /// <inheritdoc/>
    public bool IsReady(in ExitEntry entry) => Limit(in entry) > 0;

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry) => new() { Limit = Limit(in entry) };

    /// <inheritdoc/>
    public override string ToString() => $"target:{Exact.Text(distance * 100)}%";

    decimal Limit(in ExitEntry entry) =>
        entry.Side == Side.Buy ? entry.Instrument.CeilingToTick(entry.Favourable(distance)) : entry.Instrument.FloorToTick(entry.Favourable(distance));
}
