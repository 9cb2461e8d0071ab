using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Rules;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes where an order of the run's size would pass the risk gate at this close.</summary>
[Rule("risk-management", "Yes where an order of the run's size would pass the risk gate at this close.", Example = "buy=risk-management")]
public sealed class RiskManagement() : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Answer.Of(view.Context.CanEnter(Side.Buy));
    }
}
