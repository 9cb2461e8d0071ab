using System.Runtime.CompilerServices;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>An account's balance as a whole number of 10^−8, 128 bits wide: exact like <see cref="decimal"/>, and cheap to add to.</summary>
/// <remarks>Accounts take six postings a fill and are read seldom; a decimal addition costs ten times one of these.</remarks>
struct AccountSum
{
    ulong _low;
    ulong _high;

    /// <summary>An amount of at most eight decimal places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AccountSum Of(decimal amount)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(amount, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        if (parts[2] != 0 || scale > Ledger.AssetScale) return OfLarge(amount);
        AccountSum sum;
        sum._high = Math.BigMul((uint)parts[0] | ((ulong)(uint)parts[1] << 32), Exact.WholePowerOfTen(Ledger.AssetScale - scale), out sum._low);
        if (parts[3] < 0) sum.Negate();
        return sum;
    }

    /// <summary>The balance as money.</summary>
    public readonly decimal ToMoney()
    {
        var magnitude = this;
        var negative = (long)_high < 0;
        if (negative) magnitude.Negate();
        Invariant.Check(magnitude._high <= uint.MaxValue, "an account holds less than 2^96 units");
        return new decimal((int)magnitude._low, (int)(magnitude._low >> 32), (int)magnitude._high, negative, Ledger.AssetScale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in AccountSum other)
    {
        _low += other._low;
        _high += other._high + (_low < other._low ? 1UL : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Subtract(in AccountSum other)
    {
        var borrow = _low < other._low ? 1UL : 0;
        _low -= other._low;
        _high -= other._high + borrow;
    }

    void Negate()
    {
        _low = ~_low + 1;
        _high = ~_high + (_low == 0 ? 1UL : 0);
    }

    // Rare: more than 64 bits, or places beyond the eighth that must be zeros.
    static AccountSum OfLarge(decimal amount)
    {
        var units = amount * 100_000_000m;
        Invariant.Check(units == decimal.Truncate(units), "amounts have at most eight decimal places");
        var whole = (Int128)units;
        return new AccountSum { _low = (ulong)whole, _high = (ulong)(whole >> 64) };
    }
}
