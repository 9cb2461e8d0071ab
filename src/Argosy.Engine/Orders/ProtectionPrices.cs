using Argosy.Core.Instruments;
using Argosy.Core.Orders;

namespace Argosy.Engine.Orders;

/// <summary>Where the children of an entry lie, from the price of its first fill. One rule for simulator, host and records.</summary>
public static class ProtectionPrices
{
    /// <summary>Terms of the stop: a price, or a ratio against the position rounded to the tick away from the market; a trailing one keeps its ratio.</summary>
    public static OrderTerms Stop(Instrument instrument, Side entry, decimal fillPrice, Protection protection)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(protection);
        if (protection.TrailRatio is { } trail) return new OrderTerms { TrailRatio = trail };
        if (protection.StopPrice is { } price) return new OrderTerms { Trigger = price };
        var ratio = protection.StopRatio ?? throw new ArgumentException("the protection has no stop");
        return new OrderTerms
        {
            Trigger = entry == Side.Buy ? instrument.FloorToTick(fillPrice * (1 - ratio)) : instrument.CeilingToTick(fillPrice * (1 + ratio)),
        };
    }

    /// <summary>Terms of the target: a price, or a ratio in the position's favour rounded to the tick away from the market.</summary>
    public static OrderTerms Target(Instrument instrument, Side entry, decimal fillPrice, Protection protection)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(protection);
        if (protection.TargetPrice is { } price) return new OrderTerms { Limit = price };
        var ratio = protection.TargetRatio ?? throw new ArgumentException("the protection has no target");
        return new OrderTerms
        {
            Limit = entry == Side.Buy ? instrument.CeilingToTick(fillPrice * (1 + ratio)) : instrument.FloorToTick(fillPrice * (1 - ratio)),
        };
    }
}
