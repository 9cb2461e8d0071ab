using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Optimisation;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Tests.Optimisation;

/// <summary>Searches over 1,000 points whose best is known: by a formula, and by a market that is made for it.</summary>
static class PlantedSearch
{
    /// <summary>Buys <c>start</c> bars after the beginning of every cycle and holds so many.</summary>
    [Strategy("cycle-trader", "Trades a cycle.")]
    public sealed class CycleTrader([Parameter("Phase", Minimum = 0)] int start, [Parameter("Bars", Minimum = 1)] int hold) : IStrategy
    {
        int _bar = -1;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var phase = ++_bar % Cycle;
            var since = (phase - start + Cycle) % Cycle;
            context.Target(since < hold ? Direction.Long : Direction.Flat);
        }
    }

    public const int Cycle = 40;

    static readonly StrategyDescriptor Descriptor = StrategyDescriptor.Of(typeof(CycleTrader));

    /// <summary>The known best of the formula.</summary>
    public static readonly int[] AnalyticBest = [7, 3, 8];

    /// <summary>1,000 points of three parameters, judged by a formula with one summit and ripples.</summary>
    public static OptimisationRequest Analytic(SearchMethod method, int? trials = null, ulong seed = 1) => Request(
        method, trials, seed, new ParameterSpace([Whole("a", 1, 10), Whole("b", 1, 10), Whole("c", 1, 10)]), "sharpe") with
    {
        Bind = parameters => new StrategyChoice("planted", [.. parameters.OrderBy(p => p.Key, StringComparer.Ordinal)], () => new CycleTrader(0, 1)),
        Evaluators = new FormulaEvaluators(),
    };

    /// <summary>1,000 points of a strategy on a market that rises for 17 of 40 hours and falls in the others.</summary>
    public static OptimisationRequest Traded(SearchMethod method, int? trials = null, ulong seed = 1) =>
        Request(method, trials, seed, new ParameterSpace([Whole("start", 0, 39), Whole("hold", 1, 25)]), "totalReturn");

    public static ParameterRange Whole(string name, int from, int to) => ParameterRange.Stepped(name, RangeKind.Whole, from, to, 1);

    public static OptimisationResult Run(OptimisationRequest request)
    {
        var result = Optimiser.Run(request);
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    /// <summary>How many of all points are better than this one.</summary>
    public static int Better(OptimisationResult grid, SearchTrial trial)
    {
        var objective = grid.Request.Objectives[0];
        return grid.Trials.Count(other => objective.Oriented(other.Objectives[0]!.Value) > objective.Oriented(trial.Objectives[0]!.Value));
    }

    /// <summary>The result's bytes with what may differ between two equal searches taken out.</summary>
    public static string Text(OptimisationResult result)
    {
        using var buffer = new MemoryStream();
        OptimisationJson.Write(buffer, result with
        {
            Trials = [.. result.Trials.Select(trial => trial with { Seconds = 0 })],
            Performance = new SearchPerformance(0, 0, 0, 0, 1),
        });
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    static OptimisationRequest Request(SearchMethod method, int? trials, ulong seed, ParameterSpace space, string objective) => new()
    {
        Markets = [Market],
        Settings = new BacktestSettings { Band = false, Fills = new FillOptions { Participation = 0 } },
        Strategy = "cycle-trader",
        Bind = parameters =>
        {
            var bound = Descriptor.Bind(parameters);
            return bound.Ok ? new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create) : bound.Error!;
        },
        Space = space,
        Objectives = [Objective.Parse(objective).Value],
        Method = method,
        Trials = trials,
        Seed = seed,
    };

    static Market Market { get; } = Made();

    // Rises from the open of hour 11 of each cycle to that of hour 28, with noise that is small beside it.
    static Market Made()
    {
        const int bars = Cycle * 15;
        var random = new SeededGenerator(5);
        var (times, open, close) = (new long[bars], new double[bars], new double[bars]);
        var price = 1_000.0;
        for (var i = 0; i < bars; i++)
        {
            times[i] = 1_577_836_800_000 + (i * 3_600_000L);
            open[i] = price;
            price = Math.Round(price * (1 + (i % Cycle is >= 11 and < 28 ? 0.004 : -0.003) + (0.0005 * random.NextNormal())), 2);
            close[i] = price;
        }
        var columns = new BarColumns
        {
            Timeframe = Timeframe.OneHour, OpenTimes = times, Open = open, Close = close,
            High = [.. open.Zip(close, Math.Max)], Low = [.. open.Zip(close, Math.Min)], Volume = new double[bars],
            PriceScale = 2, Synthetic = true, Hash = "planted",
        };
        return new Market(new Instrument("BTC", "USD", 0.01m, Instrument.SmallestStep, 0, 2), columns, null, "planted");
    }

    sealed class FormulaEvaluators : ITrialEvaluators
    {
        public ITrialEvaluator Create(IReadOnlyList<Market> markets, BacktestSettings settings) => new FormulaEvaluator();
    }

    sealed class FormulaEvaluator : ITrialEvaluator
    {
        public int PreferredBatch => 7;

        public void Evaluate(IReadOnlyList<TrialCandidate> batch, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var metrics = new PerformanceMetrics { TotalReturn = 0, FinalEquity = 0, Sharpe = Value(batch[i].Strategy.Parameters), Trades = batch[i].Id };
                known(i, new TrialOutcome(metrics, new string('0', 64), 0));
            }
        }

        static double Value(IReadOnlyList<KeyValuePair<string, string>> parameters)
        {
            var value = 10.0;
            for (var i = 0; i < AnalyticBest.Length; i++)
            {
                var away = int.Parse(parameters[i].Value, System.Globalization.CultureInfo.InvariantCulture) - AnalyticBest[i];
                value -= (0.2 * away * away) + (away % 2 == 0 ? 0 : 0.35);
            }
            return value;
        }
    }
}
