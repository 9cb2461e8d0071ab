namespace Argosy.Engine.Strategies;

/// <summary>What a strategy may know of its run from the beginning.</summary>
/// <param name="Place">Where its orders go: "backtest", "paper", or a venue's name.</param>
/// <param name="StartingCash">Quote asset.</param>
/// <param name="TakerFee">Ratio.</param>
/// <param name="MakerFee">Ratio.</param>
/// <param name="AllowsShort">Whether short positions are allowed.</param>
/// <param name="IsMargin">Whether the instruments are perpetual contracts.</param>
/// <param name="Seed">The run's seed.</param>
public sealed record RunFacts(string Place, decimal StartingCash, decimal TakerFee, decimal MakerFee, bool AllowsShort, bool IsMargin, ulong Seed);
