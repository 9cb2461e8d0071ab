using System.CommandLine;
using System.CommandLine.Help;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Configuration;

/// <summary>The keys of a configuration and the options they stand for: a file says nothing that a command line could not say.</summary>
sealed class ConfigKeys
{
    /// <summary>The keys for a command's options; what is not an option of a backtest stands in a section named like the command.</summary>
    public ConfigKeys(DescribedCommand command)
    {
        var options = command.Backtest ?? throw new ArgumentException($"{command.Name} runs no backtest");
        Sections =
        [
            new("account", "Cash and what may be done with it", [options.Cash, options.Short, options.Leverage, options.BorrowApr, options.Margin, options.LiquidationFee]),
            new("costs", "Fees, spread and slippage", [options.Fee, options.MakerFee, options.TakerFee, options.FeeAsset, options.Slippage, options.Spread]),
            new("fills", "How orders fill", [options.FillAt, options.Path, options.Band, options.Participation, options.LatencyBars, options.Seed]),
            new("ticks", "Trades, quotes or books to fill on, instead of data", [options.Ticks, options.Quotes, options.Book, options.LatencyMs, options.LatencyJitterMs, options.CancelLatencyMs, options.Queue]),
            new("period", "What is tested; the bars before it warm up", [options.From, options.To]),
            new("output", "Files to write", [options.Json, options.Html, options.Trades, options.EquityFile, options.OrdersFile, options.FillsFile, options.VotesFile, options.Log]),
        ];
        Market = [options.Instrument, options.Detail, options.Tick, options.Lot, options.MinNotional, options.Mark, options.Funding, options.Brackets];
        Shared = [options.Timeframe, options.Every, options.Columns, options.Force];
        Rules = [options.Size, options.Exit, options.Guard, options.Limit];
        Own = new ConfigSection(command.Name, $"Options of argosy {command.Name} alone", [.. command.Options.Where(option => !option.Hidden && option is not HelpOption && !IsOfBacktest(option, options))]);
    }

    /// <summary>Sections of single values.</summary>
    public IReadOnlyList<ConfigSection> Sections { get; }

    /// <summary>Keys of each entry under data.</summary>
    public IReadOnlyList<Option> Market { get; }

    /// <summary>Keys of the whole of data.</summary>
    public IReadOnlyList<Option> Shared { get; }

    /// <summary>The options of size, exits, guards and limits.</summary>
    public IReadOnlyList<Option> Rules { get; }

    /// <summary>The command's own section.</summary>
    public ConfigSection Own { get; }

    /// <summary>An option's key: --min-notional is minNotional.</summary>
    public static string KeyOf(Option option)
    {
        if (option.Name == "--ticks") return "trades";
        var words = option.Name.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    bool IsOfBacktest(Option option, BacktestOptions options) =>
        option == options.Config || option == options.Data || option == options.Strategy || option == options.Parameters || option == options.FromOptimization
        || Rules.Contains(option) || Market.Contains(option) || Shared.Contains(option) || Sections.Any(section => section.Options.Contains(option));
}

/// <summary>Keys under one heading.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Help">What they are about.</param>
/// <param name="Options">The options they stand for.</param>
sealed record ConfigSection(string Name, string Help, IReadOnlyList<Option> Options)
{
    /// <summary>The option of a key, or null.</summary>
    public Option? Find(string key) => Options.FirstOrDefault(option => ConfigKeys.KeyOf(option) == key);
}
