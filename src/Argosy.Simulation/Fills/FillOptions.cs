namespace Argosy.Simulation.Fills;

/// <summary>Every setting of <c>fill-contract/1</c>; the defaults are the contract's own.</summary>
public sealed record FillOptions
{
    /// <summary>Name of the contract these settings belong to.</summary>
    public const string Contract = "fill-contract/1";

    /// <summary>Where orders decided at a close fill.</summary>
    public FillAt FillAt { get; init; } = FillAt.NextOpen;

    /// <summary>How the price moves inside a bar.</summary>
    public PathMode Path { get; init; } = PathMode.NearFirst;

    /// <summary>Largest share of a bar's volume that all orders of an instrument take together, ratio 0..1; 0 switches the cap off.</summary>
    public decimal Participation { get; init; } = 0.1m;

    /// <summary>Whole base bars between decision and arrival, 0 or more.</summary>
    public int LatencyBars { get; init; }

    /// <summary>Fee of fills that add liquidity, ratio of the notional; negative is a rebate.</summary>
    public decimal MakerFee { get; init; } = 0.001m;

    /// <summary>Fee of fills that take liquidity, ratio of the notional, 0 or more.</summary>
    public decimal TakerFee { get; init; } = 0.001m;

    /// <summary>Slippage of taker fills against us, basis points, 0 or more.</summary>
    public decimal SlippageBps { get; init; }

    /// <summary>Whole bid-ask spread, basis points, 0 or more; taker fills pay half of it.</summary>
    public decimal SpreadBps { get; init; }

    /// <summary>Slippage by share of the bar's volume: basis points at a share of 1, proportional below; 0 is none.</summary>
    public decimal VolumeSlippageBps { get; init; }

    /// <summary>Probability that a resting limit fills on a touch without a trade through it, 0..1.</summary>
    public double TouchProbability { get; init; }

    /// <summary>Whether the fee is charged in the asset received instead of the quote asset.</summary>
    public bool FeeInReceivedAsset { get; init; }

    /// <summary>Seed of the run's own generator (touch probability).</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws <see cref="ArgumentException"/> naming the first setting that makes no sense.</summary>
    public void Check()
    {
        if (Participation is < 0 or > 1) throw new ArgumentException("participation must be between 0 and 1");
        if (LatencyBars is < 0 or > 10_000) throw new ArgumentException("latency must be between 0 and 10,000 bars");
        if (LatencyBars > 0 && FillAt == FillAt.Close) throw new ArgumentException("latency and filling at the close contradict each other");
        if (TakerFee is < 0 or >= 1) throw new ArgumentException("the taker fee must be between 0 and 1");
        if (MakerFee is <= -1 or >= 1) throw new ArgumentException("the maker fee must be between -1 and 1");
        if (SlippageBps is < 0 or >= 10_000 || SpreadBps is < 0 or >= 10_000 || VolumeSlippageBps is < 0 or >= 10_000) throw new ArgumentException("slippage and spread must be between 0 and 10,000 bps");
        if (TouchProbability is < 0 or > 1 || double.IsNaN(TouchProbability)) throw new ArgumentException("the touch probability must be between 0 and 1");
    }
}
