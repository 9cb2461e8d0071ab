using System.Reflection;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;

namespace Argosy.Research.Backtests;

/// <summary>From a strategy and settings to what an engine is made of: one way for backtest, paper and live.</summary>
public static class RunWiring
{
    /// <summary>The strategies' slots. Each strategy has a book; a portfolio strategy sees all instruments, of any other there is one for each.</summary>
    /// <param name="strategy">What trades.</param>
    /// <param name="instruments">How many instruments the run has.</param>
    /// <param name="voting">Takes the strategies that decide by votes; null for nobody.</param>
    /// <param name="wrap">Puts something around each strategy; null for nothing. It must be a portfolio strategy where the strategy is one.</param>
    /// <exception cref="ArgumentException">More than one strategy decides by votes, or one cannot be made of its parameters.</exception>
    public static IReadOnlyList<StrategySlot> Slots(StrategyChoice strategy, int instruments, IList<IVotingStrategy>? voting = null, Func<IStrategy, IStrategy>? wrap = null)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var slots = new List<StrategySlot>();
        var votingBooks = 0;
        foreach (var choice in strategy.Books)
        {
            var first = choice.Create();
            if (first is IVotingStrategy && ++votingBooks > 1) throw new ArgumentException("a run has one consensus; of several strategies at most one may decide by votes");
            IStrategy[] made = first is IPortfolioStrategy ? [first] : [first, .. Enumerable.Range(1, instruments - 1).Select(_ => choice.Create())];
            foreach (var voter in made.OfType<IVotingStrategy>()) voting?.Add(voter);
            slots.AddRange(made.Select(one => StrategySlot.For(wrap is null ? one : wrap(one))));
        }
        return slots;
    }

    /// <summary>The engine's options but for times and memory.</summary>
    /// <param name="settings">Settings.</param>
    /// <param name="strategy">What trades.</param>
    /// <param name="brackets">Maintenance brackets of perpetual contracts by instrument; null for the default table.</param>
    /// <param name="sizing">The rule of <see cref="BacktestSettings.Size"/>.</param>
    /// <exception cref="ArgumentException">A rule's text stands for no rule, or the settings contradict.</exception>
    public static EngineOptions Options(BacktestSettings settings, StrategyChoice strategy, IReadOnlyList<BracketTable?> brackets, ISizingRule sizing)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(strategy);
        return new EngineOptions
        {
            StartingCash = settings.Cash,
            Sizing = sizing,
            AllowShort = settings.AllowShort,
            AllowLong = settings.AllowLong,
            Leverage = settings.Leverage,
            TakerFee = settings.Fills.TakerFee,
            MakerFee = settings.Fills.MakerFee,
            BorrowApr = settings.BorrowApr,
            Exits = RunRules.Of(ExitRules.Catalogue, settings.Exits),
            Guards = RunRules.Of(GuardRules.Catalogue, settings.Guards),
            Limits = RunRules.Of(LimitRules.Catalogue, settings.Limits),
            Seed = settings.Fills.Seed,
            Margin = Margin(settings, strategy, brackets),
        };
    }

    /// <summary>How many of the last closed bars of an instrument its strategies and rules read at most; null where a strategy does not say, or reads all.</summary>
    /// <param name="strategies">The strategies, as they were made.</param>
    /// <param name="options">The run's rules.</param>
    public static int? BarsRead(IEnumerable<IStrategy> strategies, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        ArgumentNullException.ThrowIfNull(options);
        var said = strategies.Select(one => one.GetType().GetCustomAttribute<StrategyAttribute>()?.LooksBack ?? -1).ToArray();
        IEnumerable<object?> rules = [options.Sizing, .. options.Exits, .. options.Guards, .. options.Limits];
        var read = rules.OfType<IReadsBars>().Select(rule => rule.BarsRead).Append(0).Max();
        return said.Any(back => back < 0) || read == int.MaxValue ? null : said.Append(read).Max();
    }

    static MarginTerms? Margin(BacktestSettings settings, StrategyChoice strategy, IReadOnlyList<BracketTable?> brackets)
    {
        if (settings.Margin is not { } margin) return null;
        if (strategy.Members.Count > 0) throw new ArgumentException("an account has one position in a perpetual contract, which several strategies cannot share; expected one strategy with --margin");
        var leverage = settings.Leverage;
        if (leverage != decimal.Truncate(leverage) || leverage > BracketTable.MostLeverage) throw new ArgumentException($"leverage of a perpetual contract must be a whole number from 1 to {BracketTable.MostLeverage}, was {Exact.Text(leverage)}");
        if (settings.Fills.FeeInReceivedAsset) throw new ArgumentException("fees of a perpetual contract are charged in the quote asset: nothing is received");
        return new MarginTerms
        {
            Mode = margin.Mode,
            Leverage = (int)leverage,
            LiquidationFee = margin.LiquidationFee,
            Brackets = [.. brackets.Select(table => table ?? BracketTable.Default)],
        };
    }
}
