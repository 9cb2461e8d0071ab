using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>How much: <c>80</c> is in quote asset, <c>0.5btc</c> and <c>80usdt</c> in the asset named, <c>10%</c> a share.</summary>
/// <param name="Value">The number, above 0; a share in percent, at most 100.</param>
/// <param name="Unit">What the number counts.</param>
/// <param name="Asset">The asset named, in capitals; null for the other units.</param>
public readonly record struct TradeAmount(decimal Value, AmountUnit Unit, string? Asset)
{
    /// <summary>An amount of quote asset.</summary>
    public static TradeAmount InQuote(decimal value) => new(value, AmountUnit.Quote, null);

    /// <summary>An amount of the asset named.</summary>
    public static TradeAmount Of(decimal value, string asset) => new(value, AmountUnit.Asset, asset);

    /// <summary>A share in percent: of the free balance when buying, of the position when selling or reducing.</summary>
    public static TradeAmount Percent(decimal value) => new(value, AmountUnit.Percent, null);

    /// <summary>As it is typed.</summary>
    public override string ToString() => Unit switch
    {
        AmountUnit.Quote => Exact.Text(Value),
        AmountUnit.Asset => Exact.Text(Value) + Asset!.ToLowerInvariant(),
        AmountUnit.Percent => Exact.Text(Value) + "%",
    };

    internal string Phrase(SymbolText symbol, string whole) => Unit switch
    {
        AmountUnit.Quote => $"{Exact.Text(Value)} {symbol.Quote ?? "in quote currency"}",
        AmountUnit.Asset => $"{Exact.Text(Value)} {Asset}",
        AmountUnit.Percent => $"{Exact.Text(Value)} % of {whole}",
    };
}

/// <summary>What an amount counts.</summary>
public enum AmountUnit : byte
{
    /// <summary>The market's quote asset.</summary>
    Quote,
    /// <summary>The asset written behind the number.</summary>
    Asset,
    /// <summary>Percent of what there is.</summary>
    Percent,
}
