using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>Where a stop or target lies: a distance from the entry in percent (<c>2.8</c>, <c>2.8%</c>) or a price (<c>@29000</c>).</summary>
/// <param name="Value">Percent, or a price in quote asset; above 0.</param>
/// <param name="IsPrice">Whether it is a price.</param>
public readonly record struct PriceLevel(decimal Value, bool IsPrice)
{
    /// <summary>A distance from the entry price, in percent.</summary>
    public static PriceLevel Percent(decimal value) => new(value, IsPrice: false);

    /// <summary>A price in quote asset.</summary>
    public static PriceLevel At(decimal price) => new(price, IsPrice: true);

    /// <summary>As it is typed.</summary>
    public override string ToString() => IsPrice ? "@" + Exact.Text(Value) : Exact.Text(Value) + "%";

    internal string Phrase(string direction) => IsPrice ? $"at {Exact.Text(Value)}" : $"{Exact.Text(Value)} % {direction}";
}
