using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;

namespace Argosy.Worker.Exchange;

/// <summary>An order of the run and what is wanted of it at the exchange.</summary>
sealed class Standing(ApprovedOrder order)
{
    /// <summary>The order; the engine alone moves its state.</summary>
    public ApprovedOrder Order => order;

    /// <summary>The entry it protects and that entry's other children; null for any other order.</summary>
    public EntryGroup? Group { get; init; }

    /// <summary>Whether the host was told of it.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Whether it has ended, so far as anybody has said.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether the host was asked to cancel it.</summary>
    public bool IsCancelAsked { get; set; }

    /// <summary>Why.</summary>
    public OrderReason CancelReason { get; set; }

    /// <summary>Whether its time has passed: then its cancellation is an expiry.</summary>
    public bool Expires { get; set; }

    /// <summary>What it closes that was executed too often; null for any other order.</summary>
    public Overfill? Closes { get; set; }

    /// <summary>Whether a child has its prices.</summary>
    public bool IsArmed { get; set; }

    /// <summary>Whole quantity wanted, filled part included, base asset.</summary>
    public decimal Quantity { get; set; }

    /// <summary>Limit wanted, quote asset; 0 for none.</summary>
    public decimal Limit { get; set; }

    /// <summary>Trigger wanted, quote asset; 0 for none.</summary>
    public decimal Trigger { get; set; }

    /// <summary>Whether a person has moved its trigger.</summary>
    public bool IsByHand { get; set; }

    /// <summary>Where a stop that a rule moves stands; null for any other order.</summary>
    public StopStep? Step { get; set; }

    /// <summary>Best price a trailing stop has seen, quote asset.</summary>
    public decimal Best { get; set; }

    /// <summary>The type the exchange sees: trailing is ours.</summary>
    public OrderType Type => order.Type == OrderType.TrailingStop ? OrderType.Stop : order.Type;

    /// <summary>Whether it stops a loss, in whatever way.</summary>
    public bool IsStop => Type == OrderType.Stop;

    /// <summary>What it is among its entry's children: the number of its rule, −1 for the entry's own stop, −2 for its own target.</summary>
    public int Kind => order.Terms?.ExitRule ?? (order.Type == OrderType.Limit ? -2 : -1);
}

/// <summary>An entry with its protective children, those that have ended included.</summary>
sealed class EntryGroup(ApprovedOrder entry)
{
    /// <summary>The entry.</summary>
    public ApprovedOrder Entry => entry;

    /// <summary>Its children.</summary>
    public List<Standing> Children { get; } = [];

    /// <summary>Its first fill: where its exits lie.</summary>
    public Fill? First { get; set; }

    /// <summary>What of the bought quantity went as fees, base asset.</summary>
    public decimal BaseFees { get; set; }

    /// <summary>Whether an exit has ended that nobody wanted to end.</summary>
    public bool IsLost { get; set; }

    /// <summary>Where stops of children that have ended stood, by kind: what takes their place is no looser.</summary>
    public Dictionary<int, Standing> Before { get; } = [];

    /// <summary>What the entry's children have not sold yet of what it bought, base asset.</summary>
    public decimal Left
    {
        get
        {
            var left = entry.Filled - BaseFees;
            foreach (var child in Children) left -= child.Order.Filled;
            return left;
        }
    }
}
