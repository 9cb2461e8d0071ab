using System.Globalization;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>The <c>assets:</c> list: instruments with their candles, schedule and guards, each from the catalogue's series of its name.</summary>
/// <remarks>
/// A strategy decides at the end of each period of its schedule (0 second, 1 minute, 2 hour, 3 day, 4 week, 5 calendar month), never more
/// often than its candles close. Without another strategy the consensus bundle decides by factor.
/// </remarks>
sealed class AssetsReader(ConfigTree tree)
{
    /// <summary>The keys of an asset and what they mean.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["name"] = "What the asset is called",
        ["base_ticker_symbol"] = "What is bought, e.g. BTC",
        ["quote_ticker_symbol"] = "What it is paid in, e.g. USD",
        ["exchange"] = "The venue; its series of the catalogue is preferred",
        ["min_quantity"] = "Smallest quantity and quantity step, base asset",
        ["decimal_places"] = "Decimals of amounts, 0 to 18; amounts are kept at 8 here",
        ["candles_timeframe"] = "Length of the candles: MIN1, MIN5, HOUR1, DAY1, WEEK1, MONTH1 or 1m, 1h, 1d",
        ["schedule"] = "How often the strategy decides: 0 second, 1 minute, 2 hour, 3 day, 4 week, 5 calendar month; never more often than candles close",
        ["guard_config"] = "What blocks entries of this asset",
    };

    /// <summary>The keys an asset must have.</summary>
    public static IReadOnlyList<string> Required { get; } = ["base_ticker_symbol", "quote_ticker_symbol", "candles_timeframe"];

    /// <summary>The keys of an asset's guards and what they mean.</summary>
    public static IReadOnlyDictionary<string, string> GuardKeys { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["max_drawdown_percentage"] = "Drawdown that blocks entries, ratio above 0 and up to 1",
        ["max_drawdown_period"] = "How far back the peak may lie, candles (default 30 days)",
        ["cooldown_timeout"] = "How long after its last fill, seconds",
    };

    static readonly string[] Periods = ["1s", "1m", "1h", "1d", "1w", "1M"];
    readonly List<ConfigWord> _words = [];

    /// <summary>The options, or the first thing that is wrong.</summary>
    public Result<IReadOnlyList<ConfigWord>> Read()
    {
        var node = tree.Root.Children.First(pair => pair.Key is YamlScalarNode { Value: "assets" }).Value;
        if (node is not YamlSequenceNode { Children.Count: > 0 } list) return tree.Wrong(node, $"assets: expected a list of assets, found {ConfigTree.Noun(node)}");
        var assets = new List<Asset>();
        foreach (var item in list.Children)
        {
            var asset = One(item);
            if (!asset.Ok) return asset.Error!;
            if (assets.Exists(other => other.Instrument == asset.Value.Instrument)) return tree.Wrong(item, $"assets: {asset.Value.Instrument} stands there twice");
            assets.Add(asset.Value);
        }
        if (assets.Find(other => other.Every != assets[0].Every || other.Timeframe.CompareTo(assets[0].Timeframe) != 0) is { } apart)
        {
            return Error.BadInput($"{tree.File} line {apart.Line}: {apart.Instrument} runs on {apart.Timeframe} candles every {apart.Every ?? "candle"}, {assets[0].Instrument} on {assets[0].Timeframe} every {assets[0].Every ?? "candle"}; one run has one clock");
        }
        foreach (var asset in assets) Add(asset, assets.Count);
        if (assets[0].Every is { } every) Add("--every", every, "assets.schedule", assets[0].Line);
        if (!tree.Root.Children.Keys.Any(key => key is YamlScalarNode { Value: "strategy" or "strategies" or "consensus" }))
        {
            Add("--strategy", "consensus", "assets", assets[0].Line);
            Add("--param", "bundle=true", "assets", assets[0].Line);
            Add("--param", "mode=factor", "assets", assets[0].Line);
        }
        return _words;
    }

    void Add(Asset asset, int count)
    {
        if (!tree.Root.Children.Keys.Any(key => key is YamlScalarNode { Value: "data" })) Add("--data", Series(asset), "assets", asset.Line);
        Add("--instrument", asset.Instrument, "assets", asset.Line);
        if (asset.Lot is { } lot) Add("--lot", lot, "assets.min_quantity", asset.Line);
        foreach (var guard in asset.Guards) Add("--guard", count == 1 ? guard : $"only(instrument={asset.Instrument}, guard={guard})", "assets.guard_config", asset.Line);
    }

    // The catalogue's series of that venue, else of any; the name it would have where there is none, so that the message names it.
    static string Series(Asset asset)
    {
        var tail = $"{asset.Instrument.Replace('/', '-')}_{asset.Timeframe}";
        var names = BarCatalogue.Open().List().Select(entry => entry.Name).Where(name => name == tail || name.EndsWith("_" + tail, StringComparison.OrdinalIgnoreCase)).ToArray();
        return names.FirstOrDefault(name => Letters(name).StartsWith(Letters(asset.Exchange), StringComparison.Ordinal) && asset.Exchange.Length > 0) ?? (names.Length > 0 ? names[0] : tail);
    }

    static string Letters(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)).Replace("dot", "", StringComparison.Ordinal);

    Result<Asset> One(YamlNode item)
    {
        if (item is not YamlMappingNode mapping) return tree.Wrong(item, $"assets: expected an asset, found {ConfigTree.Noun(item)}");
        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!Keys.ContainsKey(name)) return tree.Wrong(key, $"unknown key 'assets.{name}'{Suggestion.Phrase(name, Keys.Keys)} (known: {string.Join(", ", Keys.Keys)})");
            if (name != "guard_config" && value is not YamlScalarNode { Value.Length: > 0 }) return tree.Wrong(value, $"assets.{name}: expected a value, found {ConfigTree.Noun(value)}");
            values.Add(name, value);
        }
        if (Required.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing) return tree.Wrong(item, $"assets: '{missing}' is missing");
        var candles = values["candles_timeframe"];
        if (Candles($"{candles}") is not { } timeframe) return tree.Wrong(candles, $"assets.candles_timeframe: '{candles}' is no length of candles; expected MIN1, MIN5, HOUR1, DAY1, WEEK1, MONTH1 or 1m, 1h, 1d");
        var every = Schedule(values, timeframe);
        if (!every.Ok) return every.Error!;
        var lot = Lot(values);
        if (!lot.Ok) return lot.Error!;
        if (Number(values, "decimal_places", 0, 18) is { } places) return places;
        var guards = Guards(values, timeframe);
        if (!guards.Ok) return guards.Error!;
        var instrument = $"{values["base_ticker_symbol"]}/{values["quote_ticker_symbol"]}";
        return new Asset(instrument, values.TryGetValue("exchange", out var exchange) ? $"{exchange}" : "", timeframe, every.Value, lot.Value, guards.Value, ConfigTree.Line(item));
    }

    static Timeframe? Candles(string text)
    {
        var letters = text.TakeWhile(char.IsAsciiLetterUpper).Count();
        var unit = text[..letters] switch { "MIN" => "m", "HOUR" => "h", "DAY" => "d", "WEEK" => "w", "MONTH" => "M", _ => null };
        var written = unit is null ? text : text[letters..] + unit;
        var parsed = Timeframe.Parse(written);
        return parsed.Ok ? parsed.Value : null;
    }

    // Decisions at the end of each period; those that would come between closes come at the closes.
    Result<string?> Schedule(Dictionary<string, YamlNode> values, Timeframe candles)
    {
        if (!values.TryGetValue("schedule", out var node)) return Result<string?>.Of(null);
        if (Number(values, "schedule", 0, Periods.Length - 1) is { } wrong) return Error.BadInput($"{wrong.Message} (0 second, 1 minute, 2 hour, 3 day, 4 week, 5 calendar month)");
        var period = Periods[int.Parse($"{node}", CultureInfo.InvariantCulture)];
        return Result<string?>.Of(Timeframe.Parse(period).Value.CompareTo(candles) > 0 ? period : null);
    }

    Result<string?> Lot(Dictionary<string, YamlNode> values)
    {
        if (!values.TryGetValue("min_quantity", out var node)) return Result<string?>.Of(null);
        if (!decimal.TryParse($"{node}", NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var lot) || lot <= 0)
        {
            return tree.Wrong(node, $"assets.min_quantity: '{node}' is not a quantity above 0");
        }
        return Result<string?>.Of(Exact.Text(lot));
    }

    Error? Number(Dictionary<string, YamlNode> values, string key, int least, int most)
    {
        if (!values.TryGetValue(key, out var node)) return null;
        return int.TryParse($"{node}", NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? null
            : tree.Wrong(node, $"assets.{key}: '{node}' is not a whole number from {least} to {most}");
    }

    Result<IReadOnlyList<string>> Guards(Dictionary<string, YamlNode> values, Timeframe candles)
    {
        var guards = new List<string>();
        if (!values.TryGetValue("guard_config", out var node)) return guards;
        if (node is not YamlMappingNode mapping) return tree.Wrong(node, $"assets.guard_config: expected keys, found {ConfigTree.Noun(node)}");
        var given = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!GuardKeys.ContainsKey(name)) return tree.Wrong(key, $"unknown key 'assets.guard_config.{name}'{Suggestion.Phrase(name, GuardKeys.Keys)} (known: {string.Join(", ", GuardKeys.Keys)})");
            if (!decimal.TryParse($"{value}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return tree.Wrong(value, $"assets.guard_config.{name}: '{value}' is not a number, 0 or more");
            given.Add(name, number);
        }
        if (given.TryGetValue("max_drawdown_percentage", out var limit))
        {
            if (limit is <= 0 or > 1) return tree.Wrong(node, $"assets.guard_config.max_drawdown_percentage: {Exact.Text(limit)} is not a ratio above 0 and up to 1, e.g. 0.10");
            var period = given.TryGetValue("max_drawdown_period", out var count) ? Length(candles, count) : "30d";
            if (period is null) return tree.Wrong(node, $"assets.guard_config.max_drawdown_period: {Exact.Text(count)} is not a whole number of candles, 1 or more");
            guards.Add($"max-drawdown(limit={Exact.Text(limit)}, period={period})");
        }
        if (given.TryGetValue("cooldown_timeout", out var seconds) && seconds > 0)
        {
            if (seconds != decimal.Truncate(seconds)) return tree.Wrong(node, $"assets.guard_config.cooldown_timeout: {Exact.Text(seconds)} is not a whole number of seconds");
            guards.Add($"cooldown(time={Exact.Text(seconds)}s)");
        }
        return guards;
    }

    static string? Length(Timeframe candles, decimal count)
    {
        if (count < 1 || count != decimal.Truncate(count) || candles.Months > 0) return null;
        var seconds = (long)count * candles.Milliseconds / 1_000;
        return seconds % 60 == 0 ? $"{seconds / 60}m" : $"{seconds}s";
    }

    void Add(string option, string value, string path, int line) => _words.Add(new ConfigWord(option, value, path, line));

    sealed record Asset(string Instrument, string Exchange, Timeframe Timeframe, string? Every, string? Lot, IReadOnlyList<string> Guards, int Line);
}
