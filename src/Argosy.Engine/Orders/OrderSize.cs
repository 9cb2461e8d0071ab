using Argosy.Core.Values;

namespace Argosy.Engine.Orders;

/// <summary>How much an order trades: a fixed quantity, or an amount of quote asset turned into a quantity at the fill.</summary>
public readonly record struct OrderSize
{
    OrderSize(decimal value, bool isQuote) => (Value, IsQuote) = (value, isQuote);

    /// <summary>Base asset, or quote asset when <see cref="IsQuote"/>.</summary>
    public decimal Value { get; }

    /// <summary>Whether the value is an amount of quote asset.</summary>
    public bool IsQuote { get; }

    /// <summary>A fixed quantity, base asset.</summary>
    public static OrderSize Quantity(decimal quantity) => new(quantity, isQuote: false);

    /// <summary>An amount to spend (or, short, to sell for), quote asset; the quantity is set at the fill, fee included.</summary>
    public static OrderSize Quote(decimal amount) => new(amount, isQuote: true);

    /// <summary>E.g. "1.5" or "100 quote".</summary>
    public override string ToString() => IsQuote ? $"{Exact.Text(Value)} quote" : Exact.Text(Value);
}
