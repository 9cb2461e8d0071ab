namespace Argosy.Engine.Orders;

/// <summary>What else an order asks for.</summary>
[Flags]
public enum OrderFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Refuse to take liquidity.</summary>
    PostOnly = 1,
    /// <summary>Refuse to enlarge the position.</summary>
    ReduceOnly = 2,
    /// <summary>Made by a target: a newer target replaces it.</summary>
    FromTarget = 4,
    /// <summary>Sized by the run's rule when the order it follows is filled.</summary>
    SizeLater = 8,
    /// <summary>Child of an entry.</summary>
    Child = 16,
}
