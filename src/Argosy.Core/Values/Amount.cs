using System.Runtime.CompilerServices;

namespace Argosy.Core.Values;

/// <summary>An amount of an asset as a whole number of 10^−8, 128 bits wide: exact like <see cref="decimal"/>, and cheap to add and compare.</summary>
/// <remarks>
/// Money is decimal wherever it is shown, stored or told; inside the ledger and the simulated venue an order would need sixty decimal
/// operations, each ten times the cost of one of these. Products that 64 bits do not hold are left to decimal: same digits, same rounding.
/// </remarks>
public readonly record struct Amount : IComparable<Amount>
{
    /// <summary>Decimal places of every amount.</summary>
    public const int Scale = 8;

    const ulong UnitsInOne = 100_000_000;

    readonly Int128 _units;

    Amount(Int128 units) => _units = units;

    /// <summary>Nothing.</summary>
    public static Amount Zero => default;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _units == 0 ? 0 : Int128.IsNegative(_units) ? -1 : 1;
    }

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _units == 0;
    }

    /// <summary>The same without its sign.</summary>
    public Amount Magnitude
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Int128.IsNegative(_units) ? new(-_units) : this;
    }

    /// <summary>An amount of at most eight decimal places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Amount Of(in decimal money)
    {
        var parts = DecimalParts.Of(in money);
        if (parts.High != 0 || parts.Scale > Scale) return OfLarge(money);
        var high = Math.BigMul(parts.Low, Exact.WholePowerOfTen(Scale - parts.Scale), out var low);
        var units = new Int128(high, low);
        return new(parts.IsNegative ? -units : units);
    }

    /// <summary>A whole number of 10^−8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Amount OfUnits(long units) => new(units);

    /// <summary>Price × quantity, rounded to eight places, halves to even.</summary>
    /// <param name="price">Quote per base, any number of places.</param>
    /// <param name="quantity">Base asset, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Amount Notional(in decimal price, Amount quantity)
    {
        var parts = DecimalParts.Of(in price);
        var isPlain = ((long)parts.High | (long)quantity.Upper) == 0 && !parts.IsNegative && parts.Scale <= Exact.MaxScale;
        if (!isPlain || Math.BigMul(parts.Low, quantity.Lower, out var product) != 0) return NotionalOfLarge(price, quantity);
        return new(Exact.DivideToEven(product, Exact.WholePowerOfTen(parts.Scale)));
    }

    /// <summary>A share of it, rounded up to eight places: a fee is never rounded in our favour.</summary>
    /// <param name="ratio">Share, any sign.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Amount ShareUp(in decimal ratio)
    {
        var parts = DecimalParts.Of(in ratio);
        var isPlain = ((long)parts.High | (long)Upper) == 0 && !parts.IsNegative && parts.Scale <= Exact.MaxScale;
        if (!isPlain || Math.BigMul(Lower, parts.Low, out var product) != 0) return Of(Exact.RoundUp(ToMoney() * ratio, Scale));
        var power = Exact.WholePowerOfTen(parts.Scale);
        var units = product / power;
        return new(units * power == product ? units : units + 1);
    }

    /// <summary>The part of it that part is of whole, rounded to eight places, halves to even.</summary>
    public Amount Share(Amount part, Amount whole) => part == whole ? this : Of(Exact.Round(ToMoney() * part.ToMoney() / whole.ToMoney(), Scale));

    /// <summary>The largest whole number of steps that does not exceed it (0 or more).</summary>
    /// <param name="step">Units of 10^−8, 1 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Amount FloorTo(long step)
    {
        if (step == 1) return this;
        return Upper == 0 ? new(Lower - (Lower % (ulong)step)) : new(_units - (_units % step));
    }

    /// <summary>Whether it is a whole number of steps.</summary>
    /// <param name="step">Units of 10^−8, 1 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsWhole(long step) => step == 1 || (Upper == 0 ? Lower % (ulong)step == 0 : _units % step == 0);

    /// <summary>The smaller of two.</summary>
    public static Amount Min(Amount one, Amount other) => one < other ? one : other;

    /// <summary>The larger of two.</summary>
    public static Amount Max(Amount one, Amount other) => one > other ? one : other;

    /// <summary>It as money.</summary>
    public decimal ToMoney()
    {
        var magnitude = Magnitude;
        var (high, low) = (magnitude.Upper, magnitude.Lower);
        Invariant.Check(high <= uint.MaxValue, "an amount is less than 2^96 units");
        return new decimal((int)low, (int)(low >> 32), (int)high, Int128.IsNegative(_units), Scale);
    }

    /// <summary>It as a statistic: the nearest double.</summary>
    public double ToStatistic()
    {
        var magnitude = Magnitude;
        if (magnitude.Upper != 0 || (long)magnitude.Lower < 0) return Exact.ToStatistic(ToMoney());
        return Exact.ToStatistic((long)Lower, Scale);
    }

    /// <inheritdoc/>
    public int CompareTo(Amount other) => _units.CompareTo(other._units);

    /// <summary>It in plain decimal notation.</summary>
    public override string ToString() => Exact.Text(ToMoney());

#pragma warning disable CS1591, SA1600 // what these do is what they do for numbers
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Amount operator +(Amount left, Amount right) => new(left._units + right._units);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Amount operator -(Amount left, Amount right) => new(left._units - right._units);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Amount operator -(Amount amount) => new(-amount._units);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(Amount left, Amount right) => left._units < right._units;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(Amount left, Amount right) => left._units > right._units;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <=(Amount left, Amount right) => left._units <= right._units;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >=(Amount left, Amount right) => left._units >= right._units;
#pragma warning restore CS1591, SA1600

    ulong Lower => (ulong)_units;

    ulong Upper => (ulong)(_units >> 64);

    // Rare: more than 64 bits, or places beyond the eighth that must be zeros.
    static Amount OfLarge(decimal money)
    {
        var units = money * UnitsInOne;
        Invariant.Check(units == decimal.Truncate(units), "amounts have at most eight decimal places");
        return new((Int128)units);
    }

    static Amount NotionalOfLarge(decimal price, Amount quantity) => Of(Exact.Round(price * quantity.ToMoney(), Scale));
}
