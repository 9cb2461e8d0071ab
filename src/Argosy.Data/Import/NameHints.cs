using Argosy.Core.MarketData;

namespace Argosy.Data.Import;

/// <summary>What a file's name lets one guess: instrument, venue and timeframe; content and options overrule it.</summary>
internal sealed record NameHints(string? Base, string? Quote, string? Venue, Timeframe? Timeframe)
{
    static readonly string[] Quotes = ["USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USD", "EUR", "GBP", "JPY", "KRW", "AUD", "CHF", "CAD", "BTC", "XBT", "ETH", "BNB", "DAI", "TRY", "BRL"];

    static readonly string[] Venues =
    [
        "binance", "binanceus", "binanceperp", "kraken", "coinbase", "bitfinex", "bittrex", "bitstamp", "bybit", "okx", "kucoin", "gemini",
        "coinmarketcap", "oanda", "fxcm", "deribit", "gateio", "huobi", "htx", "mexc", "bitget", "hyperliquid", "poloniex", "cryptocom", "dydx",
    ];

    /// <summary>Reads the name of a text and the folders it lies in.</summary>
    public static NameHints Read(SourceFile source)
    {
        var stem = Stem(System.IO.Path.GetFileName(source.HintName));
        var tokens = stem.Split('_', ' ');
        var folders = (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(source.Path)) ?? "").Split('/', '\\').TakeLast(4).Reverse().ToArray();
        var pair = FromOldFreqtrade(tokens) ?? FromHyphens(tokens) ?? FromNeighbours(tokens) ?? FromJoined(tokens) ?? FromJoined(folders);
        var venue = Array.Find(tokens, IsVenue) ?? Array.Find(folders, IsVenue);
        return new NameHints(pair?.Base.ToUpperInvariant(), pair?.Quote.ToUpperInvariant(), venue?.ToLowerInvariant(), TimeframeOf(tokens) ?? TimeframeOf(folders));
    }

    /// <summary>Splits BTC/USD, BTC-USD, BTC_USD or BTCUSD into base and quote; null where it cannot be told.</summary>
    public static (string Base, string Quote)? Split(string symbol)
    {
        var at = symbol.IndexOfAny(['/', '-', '_', ':']);
        if (at > 0 && at < symbol.Length - 1)
        {
            var (first, second) = (symbol[..at], symbol[(at + 1)..]);
            return IsAsset(first) && IsAsset(second) ? (first.ToUpperInvariant(), second.ToUpperInvariant()) : null;
        }
        var upper = symbol.ToUpperInvariant();
        foreach (var quote in Quotes)
        {
            if (upper.EndsWith(quote, StringComparison.Ordinal) && upper.Length - quote.Length is >= 2 and <= 10 && IsAsset(upper)) return (upper[..^quote.Length], quote);
        }
        return null;
    }

    // BTC_AUR-5.json: quote first, minutes without a unit.
    static (string Base, string Quote)? FromOldFreqtrade(string[] tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
        {
            var parts = tokens[i].Split('-');
            if (parts.Length == 2 && IsAsset(parts[0]) && int.TryParse(parts[1], out var minutes) && minutes is > 0 and <= 10080 && IsQuote(tokens[i - 1])) return (parts[0], tokens[i - 1]);
        }
        return null;
    }

    static (string Base, string Quote)? FromHyphens(string[] tokens)
    {
        foreach (var token in tokens)
        {
            var parts = token.Split('-');
            if (parts.Length < 2) continue;
            if (IsAsset(parts[0]) && IsQuote(parts[1])) return (parts[0], parts[1]);
            if (IsTimeframe(parts[1]) && !IsQuote(parts[0]) && Split(parts[0]) is { } joined) return joined;
        }
        return null;
    }

    // btc_usd.csv, ZEC_BTC-5m.json, XRP_USDT_USDT-8h-mark.json
    static (string Base, string Quote)? FromNeighbours(string[] tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
        {
            var quote = tokens[i].Split('-')[0];
            if (IsQuote(quote) && IsAsset(tokens[i - 1]) && !IsVenue(tokens[i - 1])) return (tokens[i - 1], quote);
        }
        return null;
    }

    static (string Base, string Quote)? FromJoined(string[] tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Length is < 5 or > 12 || !token.All(char.IsAsciiLetterOrDigit) || IsVenue(token)) continue;
            if (Split(token) is not { } pair) continue;
            if (token.Any(char.IsAsciiLetterLower) && pair.Quote is not ("USD" or "USDT" or "USDC" or "BTC" or "ETH" or "EUR")) continue;
            return pair;
        }
        return null;
    }

    static Timeframe? TimeframeOf(string[] tokens)
    {
        foreach (var token in tokens)
        {
            foreach (var part in token.Split('-'))
            {
                if (IsTimeframe(part)) return Core.MarketData.Timeframe.Parse(part).Value;
            }
            var word = token switch { "second" => "1s", "minute" => "1m", "hour" => "1h", "daily" => "1d", _ => null };
            if (word is not null) return Core.MarketData.Timeframe.Parse(word).Value;
        }
        foreach (var token in tokens)
        {
            var parts = token.Split('-');
            if (parts.Length == 2 && IsAsset(parts[0]) && int.TryParse(parts[1], out var minutes) && minutes is 1 or 3 or 5 or 15 or 30 or 60 or 120 or 240 or 360 or 720 or 1440)
                return Core.MarketData.Timeframe.FromMilliseconds(minutes * 60_000L);
        }
        return null;
    }

    static bool IsTimeframe(string text) => text.Length is >= 2 and <= 5 && char.IsAsciiDigit(text[0]) && Core.MarketData.Timeframe.Parse(text).Ok;

    static bool IsAsset(string text) => text.Length is >= 1 and <= 15 && text.All(char.IsAsciiLetterOrDigit) && text.Any(char.IsAsciiLetter);

    static bool IsQuote(string text) => Quotes.Contains(text.ToUpperInvariant());

    static bool IsVenue(string text) => Venues.Contains(text.ToLowerInvariant());

    static string Stem(string name)
    {
        while (System.IO.Path.GetExtension(name) is ".gz" or ".csv" or ".json" or ".zip" or ".txt" or ".data" or ".bars") name = System.IO.Path.GetFileNameWithoutExtension(name);
        return name;
    }
}
