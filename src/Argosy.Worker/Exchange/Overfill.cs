using Argosy.Engine.Orders;

namespace Argosy.Worker.Exchange;

/// <summary>What orders of one side of a seat were executed beyond what they might.</summary>
sealed class Overfill(ApprovedOrder order)
{
    /// <summary>The first of them.</summary>
    public ApprovedOrder Order => order;

    /// <summary>How much in all, base asset.</summary>
    public decimal Quantity { get; set; }

    /// <summary>What orders that close it have executed, those that have ended included, base asset.</summary>
    public decimal Closed { get; set; }

    /// <summary>The orders that are closing it.</summary>
    public List<Standing> Working { get; } = [];

    /// <summary>How much is not closed yet, base asset.</summary>
    public decimal Left => Quantity - Closed;

    /// <summary>How much of it is being closed, base asset.</summary>
    public decimal UnderWay
    {
        get
        {
            var sum = 0m;
            foreach (var closing in Working) sum += closing.Quantity - closing.Order.Filled;
            return sum;
        }
    }
}
