namespace Argosy.Core.Commands;

/// <summary>Whether orders reach an exchange.</summary>
public enum TradingMode : byte
{
    /// <summary>The simulated venue over live prices.</summary>
    Paper,
    /// <summary>The exchange.</summary>
    Live,
}
