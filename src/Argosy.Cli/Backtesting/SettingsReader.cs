using System.CommandLine;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Engine.Rules;
using Argosy.Simulation.Fills;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;

namespace Argosy.Cli.Backtesting;

/// <summary>From options to settings: what contradicts is refused, what is not said keeps its default.</summary>
static class SettingsReader
{
    /// <summary>The settings, or the first contradiction.</summary>
    /// <param name="parse">The words of the user.</param>
    /// <param name="options">The options they may hold.</param>
    /// <param name="basis">What holds where no option says otherwise; null for the usual. Its period holds only where neither --from nor --to is given.</param>
    /// <param name="needsData">Whether the market is that of --data or --ticks; a venue's own needs neither.</param>
    public static Result<BacktestSettings> Read(ParseResult parse, BacktestOptions options, BacktestSettings? basis = null, bool needsData = true)
    {
        if (needsData && TickMarketReader.Contradiction(parse, options) is { } contradiction) return contradiction;
        var margin = PerpetualReader.Settings(parse, options);
        if (!margin.Ok) return margin.Error!;
        var defaults = basis ?? new BacktestSettings();
        if (Contradiction(parse, options, defaults) is { } error) return error;
        var size = parse.GetValue(options.Size) ?? defaults.Size;
        var sizing = SizingRules.Parse(size);
        if (!sizing.Ok) return Error.BadInput($"--size: {sizing.Error!.Message}");
        var exits = Rules(parse, options.Exit, ExitRules.Catalogue);
        if (!exits.Ok) return exits.Error!;
        var guards = Rules(parse, options.Guard, GuardRules.Catalogue);
        if (!guards.Ok) return guards.Error!;
        var limits = Rules(parse, options.Limit, LimitRules.Catalogue);
        if (!limits.Ok) return limits.Error!;
        var fee = parse.GetValue(options.Fee);
        var fills = defaults.Fills;
        var ownPeriod = parse.GetValue(options.From) is not null || parse.GetValue(options.To) is not null;
        return defaults with
        {
            Cash = parse.GetValue(options.Cash) ?? defaults.Cash,
            Size = sizing.Value.ToString() ?? size,
            Exits = exits.Value.Count > 0 ? exits.Value : defaults.Exits,
            Guards = guards.Value.Count > 0 ? guards.Value : defaults.Guards,
            Limits = limits.Value.Count > 0 ? limits.Value : defaults.Limits,
            AllowShort = parse.GetValue(options.Short) || defaults.AllowShort,
            Leverage = parse.GetValue(options.Leverage) ?? defaults.Leverage,
            Margin = margin.Value,
            BorrowApr = parse.GetValue(options.BorrowApr) ?? defaults.BorrowApr,
            Ticks = TickMarketReader.Settings(parse, options),
            Band = !TickMarketReader.IsAsked(parse, options) && (parse.GetValue(options.Band) is { } band ? band == Switch.On : defaults.Band),
            From = ownPeriod ? parse.GetValue(options.From) : defaults.From,
            To = ownPeriod ? parse.GetValue(options.To) : defaults.To,
            Fills = fills with
            {
                MakerFee = parse.GetValue(options.MakerFee) ?? fee ?? fills.MakerFee,
                TakerFee = parse.GetValue(options.TakerFee) ?? fee ?? fills.TakerFee,
                FeeInReceivedAsset = parse.GetValue(options.FeeAsset) is { } asset ? asset == FeeAsset.Received : fills.FeeInReceivedAsset,
                SlippageBps = parse.GetValue(options.Slippage) ?? fills.SlippageBps,
                SpreadBps = parse.GetValue(options.Spread) ?? fills.SpreadBps,
                FillAt = parse.GetValue(options.FillAt) ?? fills.FillAt,
                Path = parse.GetValue(options.Path) ?? fills.Path,
                Participation = parse.GetValue(options.Participation) ?? fills.Participation,
                LatencyBars = (int)(parse.GetValue(options.LatencyBars) ?? fills.LatencyBars),
                Seed = (ulong)(parse.GetValue(options.Seed) ?? (long)fills.Seed),
            },
        };
    }

    // Every parameter is spelled out, so that a result says what held.
    static Result<IReadOnlyList<string>> Rules<T>(ParseResult parse, Option<string[]> option, RuleCatalogue<T> catalogue)
        where T : class
    {
        var texts = new List<string>();
        foreach (var text in parse.GetValue(option) ?? [])
        {
            var bound = catalogue.Bind(text);
            if (!bound.Ok) return Error.BadInput($"{option.Name}: {bound.Error!.Message}");
            texts.Add(bound.Value.Text);
        }
        return texts;
    }

    static Error? Contradiction(ParseResult parse, BacktestOptions options, BacktestSettings defaults)
    {
        var separateFee = parse.GetValue(options.MakerFee) is not null ? "--maker-fee" : parse.GetValue(options.TakerFee) is not null ? "--taker-fee" : null;
        if (parse.GetValue(options.Fee) is not null && separateFee is not null) return Error.BadInput($"--fee and {separateFee} contradict: --fee sets both fees; expected --fee alone, or --maker-fee and --taker-fee");
        if ((parse.GetValue(options.LatencyBars) ?? defaults.Fills.LatencyBars) > 0 && (parse.GetValue(options.FillAt) ?? defaults.Fills.FillAt) == FillAt.Close) return Error.BadInput("--latency-bars and --fill-at close contradict: an order that arrives later cannot fill at the close it was decided on");
        var isShort = parse.GetValue(options.Short) || defaults.AllowShort;
        if (parse.GetValue(options.Leverage) > 1 && !isShort && parse.GetValue(options.Margin) is null) return Error.BadInput("--leverage above 1 needs --short or --margin: a spot purchase is paid in full, only short sales may exceed the equity");
        if (parse.GetValue(options.BorrowApr) > 0 && !isShort) return Error.BadInput("--borrow-apr needs --short: nothing is borrowed without short sales");
        if (parse.GetValue(options.From) is { } from && parse.GetValue(options.To) is { } to && from >= to)
        {
            return Error.BadInput($"--from {Invocation.Instants.Text(from)} does not lie before --to {Invocation.Instants.Text(to)}");
        }
        return null;
    }
}
