using System.Text;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary><c>buy|sell SYMBOL AMOUNT …</c>: opens a managed trade.</summary>
/// <param name="Side">Bought or sold.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Amount">How much.</param>
public sealed record TradeCommand(Side Side, SymbolText Symbol, TradeAmount Amount) : Command
{
    /// <summary>Stop loss; null for none.</summary>
    public PriceLevel? StopLoss { get; init; }

    /// <summary>Take profit; null for none.</summary>
    public PriceLevel? TakeProfit { get; init; }

    /// <summary>Distance of a trailing stop, in percent of the best price; above 0, below 100; null for none.</summary>
    public decimal? TrailingStop { get; init; }

    /// <summary>Leverage, 1 to <see cref="MaxLeverage"/>; null for the account's own.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>Limit price in quote asset; null for a market order.</summary>
    public decimal? Limit { get; init; }

    /// <summary>Exchange, account and mode.</summary>
    public CommandScope Scope { get; init; }

    /// <summary>Highest leverage that can be asked for.</summary>
    public const int MaxLeverage = 125;

    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview()
    {
        var isBuy = Side == Side.Buy;
        var text = new StringBuilder(isBuy ? "Buy " : "Sell ").Append(Symbol).Append(": ").Append(Amount.Phrase(Symbol, isBuy ? "the free balance" : "the position"));
        text.Append(Limit is { } limit ? $" at {Exact.Text(limit)} or better" : " at the market").Append(Scope.Phrase());
        var (against, infavour) = isBuy ? ("below the entry", "above the entry") : ("above the entry", "below the entry");
        if (Leverage is { } leverage) text.Append("; leverage ").Append(Exact.Text(leverage));
        if (StopLoss is { } stop) text.Append("; stop loss ").Append(stop.Phrase(against));
        if (TakeProfit is { } target) text.Append("; take profit ").Append(target.Phrase(infavour));
        if (TrailingStop is { } trail) text.Append("; trailing stop ").Append(Exact.Text(trail)).Append(" % behind the best price");
        if (StopLoss is null && TrailingStop is null) text.Append("; no stop");
        return text.Append('.').ToString();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Side == Side.Buy ? "buy " : "sell ").Append(Symbol).Append(' ').Append(Amount);
        if (StopLoss is { } stop) text.Append(" -sl ").Append(stop);
        if (TakeProfit is { } target) text.Append(" -tp ").Append(target);
        if (TrailingStop is { } trail) text.Append(" -tsl ").Append(Exact.Text(trail)).Append('%');
        if (Leverage is { } leverage) text.Append(" -lev ").Append(Exact.Text(leverage));
        if (Limit is { } limit) text.Append(" -limit ").Append(Exact.Text(limit));
        Scope.Write(text);
        return text.ToString();
    }
}
