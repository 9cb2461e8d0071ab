using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>A market as the user wrote it, case-free: <c>btc</c>, <c>BTC/USDT</c>, <c>btc-usdt</c>, <c>BTC_USDT</c> or <c>BTCUSDT</c>.</summary>
/// <param name="Base">Base asset in capitals; both assets in one where the user wrote them without a mark between.</param>
/// <param name="Quote">Quote asset in capitals; null where the user named none.</param>
/// <remarks>Only a list of markets can tell WBTC from W/BTC, so text of one piece stays in one until <see cref="Resolve"/>.</remarks>
public sealed record SymbolText(string Base, string? Quote)
{
    /// <summary>Longest name of an asset, or of two in one.</summary>
    public const int MaxLength = 24;

    /// <summary>Finds the market that is meant.</summary>
    /// <param name="listed">Markets there are, each with both assets.</param>
    /// <param name="quotes">Quote assets in order of preference, for a symbol without one.</param>
    /// <returns>The market, or what is wrong: none such (with the nearest), or several.</returns>
    public Result<SymbolText> Resolve(IReadOnlyList<SymbolText> listed, IReadOnlyList<string> quotes)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(quotes);
        if (Quote is not null) return listed.Contains(this) ? this : Unknown(listed);
        var sameBase = listed.Where(market => market.Base == Base).ToArray();
        foreach (var quote in quotes)
        {
            if (Array.Find(sameBase, market => string.Equals(market.Quote, quote, StringComparison.OrdinalIgnoreCase)) is { } preferred) return preferred;
        }
        if (sameBase.Length == 0) sameBase = [.. listed.Where(market => market.Base + market.Quote == Base)];
        return sameBase.Length switch
        {
            0 => Unknown(listed),
            1 => sameBase[0],
            _ => Error.BadInput($"'{Base}' may be {string.Join(" or ", sameBase.Select(market => market.ToString()))}; write one of them"),
        };
    }

    /// <summary>With a slash where both assets are known.</summary>
    public override string ToString() => Quote is null ? Base : $"{Base}/{Quote}";

    Error Unknown(IReadOnlyList<SymbolText> listed) =>
        Error.NotFound($"'{this}' is no market here{Suggestion.Phrase(ToString(), listed.Select(market => market.ToString()))}");
}
