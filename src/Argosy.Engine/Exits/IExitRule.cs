using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Exits;

/// <summary>A protective exit of every entry, outside any vote and refused by no guard.</summary>
/// <remarks>
/// Its order goes live with the entry's first fill, in the quantity filled, and acts on the remaining path: a stop or a limit at the venue,
/// never a decision at a bar's close. What several exits of one entry sell together never exceeds what the entry bought.
/// </remarks>
public interface IExitRule
{
    /// <summary>What the exit reason of a trade says when this rule ended it.</summary>
    OrderPurpose Purpose { get; }

    /// <summary>The order that stands at the venue: stop, trailing stop or limit; null where there is none until its time has come.</summary>
    OrderType? Standing { get; }

    /// <summary>Where the standing order lies from the entry's first fill on.</summary>
    OrderTerms Terms(in ExitEntry entry);

    /// <summary>Whether it can protect an entry made now; an entry that it cannot protect is refused.</summary>
    bool IsReady(in ExitEntry entry) => true;
}
