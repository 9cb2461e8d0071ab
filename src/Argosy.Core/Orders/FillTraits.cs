namespace Argosy.Core.Orders;

/// <summary>Facts about how a fill came about.</summary>
[Flags]
public enum FillTraits : byte
{
    /// <summary>A plain taker fill.</summary>
    None = 0,
    /// <summary>It added liquidity and pays the maker fee.</summary>
    Maker = 1,
    /// <summary>In a bar whose other walk would have given other fills.</summary>
    PathDependent = 2,
    /// <summary>More than one timeframe after the decision, because bars were missing.</summary>
    AfterGap = 4,
    /// <summary>The trigger had been passed when the order arrived.</summary>
    TriggeredOnArrival = 8,
    /// <summary>An exit in the bar of its own entry.</summary>
    SameBar = 16,
    /// <summary>The fee is in the base asset.</summary>
    FeeInBase = 32,
    /// <summary>The order is wholly filled with it.</summary>
    Final = 64,
    /// <summary>At the bar's open (or by the jump to it), not inside the bar.</summary>
    AtOpen = 128,
}
