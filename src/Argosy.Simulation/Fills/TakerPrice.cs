using Argosy.Core.Orders;

namespace Argosy.Simulation.Fills;

/// <summary>What a taker pays: the price on the path, then half the spread and the slippage against us, never beyond a limit.</summary>
sealed class TakerPrice(FillOptions options)
{
    readonly decimal _fixedRatio = ((options.SpreadBps / 2) + options.SlippageBps) / 10_000m;

    /// <summary>Whether takers pay the price on the path.</summary>
    public bool IsFree { get; } = options is { SpreadBps: 0, SlippageBps: 0, VolumeSlippageBps: 0 };

    public decimal At(decimal path, Side side, decimal? limit, decimal quantity, decimal barVolume)
    {
        var ratio = _fixedRatio;
        if (options.VolumeSlippageBps != 0 && barVolume > 0) ratio += options.VolumeSlippageBps / 10_000m * Math.Min(1, quantity / barVolume);
        if (ratio == 0) return path;
        var price = side == Side.Buy ? path * (1 + ratio) : path * (1 - ratio);
        if (limit is not { } worst) return price;
        return side == Side.Buy ? Math.Min(price, worst) : Math.Max(price, worst);
    }
}
