using System.CommandLine;
using Argosy.Cli.Backtesting;

namespace Argosy.Cli.Configuration;

/// <summary>The keys of a configuration and the options they stand for: a file says nothing that a command line could not say.</summary>
sealed class ConfigKeys
{
    /// <summary>The keys for a command's options; what is not an option of a backtest stands in a section named like the command.</summary>
    public ConfigKeys(BacktestOptions options, Command command)
    {
        Sections =
        [
            new("account", "Cash and what may be done with it", [options.Cash, options.Short, options.Leverage, options.BorrowApr, options.Margin, options.LiquidationFee]),
            new("costs", "Fees, spread and slippage", [options.Fee, options.MakerFee, options.TakerFee, options.FeeAsset, options.Slippage, options.Spread]),
            new("fills", "How orders fill", [options.FillAt, options.Path, options.Band, options.Participation, options.LatencyBars, options.Seed]),
            new("period", "What is tested; bars before it warm up", [options.From, options.To]),
            new("output", "Files to write", [options.Json, options.Trades, options.Html, options.EquityFile, options.OrdersFile, options.FillsFile, options.VotesFile, options.Log]),
        ];
        Market = [options.Instrument, options.Detail, options.Tick, options.Lot, options.MinNotional, options.Mark, options.Funding, options.Brackets];
        Shared = [options.Timeframe, options.Every, options.Columns, options.Force];
        Exits = options.Exit;
        Guards = options.Guard;
        Limits = options.Limit;
        Size = options.Size;
        var own = command.Options.Where(option => !option.Hidden && option.Name is not ("--help" or "--config") && !IsOfBacktest(option, options)).ToArray();
        Own = new ConfigSection(command.Name, $"Options of argosy {command.Name}", own);
    }

    /// <summary>Sections of single values.</summary>
    public IReadOnlyList<ConfigSection> Sections { get; }

    /// <summary>Keys of each entry under data.</summary>
    public IReadOnlyList<Option> Market { get; }

    /// <summary>Keys of the whole of data.</summary>
    public IReadOnlyList<Option> Shared { get; }

    /// <summary>The option of exits.</summary>
    public Option Exits { get; }

    /// <summary>The option of guards.</summary>
    public Option Guards { get; }

    /// <summary>The option of limits.</summary>
    public Option Limits { get; }

    /// <summary>The option of size.</summary>
    public Option Size { get; }

    /// <summary>The command's own section.</summary>
    public ConfigSection Own { get; }

    /// <summary>An option's key: --min-notional is minNotional.</summary>
    public static string KeyOf(Option option)
    {
        var words = option.Name.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    bool IsOfBacktest(Option option, BacktestOptions options) =>
        option == options.Data || option == options.Strategy || option == options.Parameters || option == options.FromOptimization
        || option == Exits || option == Guards || option == Limits || option == Size
        || Market.Contains(option) || Shared.Contains(option) || Sections.Any(section => section.Options.Contains(option));
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
