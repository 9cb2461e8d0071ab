namespace Argosy.Core.Orders;

/// <summary>Why an order exists; the purpose of the fill that ends a trade is the trade's exit reason.</summary>
public enum OrderPurpose : byte
{
    /// <summary>A strategy's signal, or a command.</summary>
    Signal,
    /// <summary>A protective stop.</summary>
    Stop,
    /// <summary>A profit target.</summary>
    Target,
    /// <summary>A protective trailing stop.</summary>
    Trailing,
    /// <summary>Everything closes because equity reached zero.</summary>
    Bankrupt,
    /// <summary>The venue closed a leveraged position.</summary>
    Liquidation,
    /// <summary>Less than a lot was booked away.</summary>
    Dust,
    /// <summary>Valued at the last close because the run ended; no order, no fill.</summary>
    EndOfRun,
    /// <summary>A stop that had moved to where the entry costs nothing.</summary>
    BreakEven,
    /// <summary>The position had been held for as long as it may.</summary>
    TimeStop,
}
