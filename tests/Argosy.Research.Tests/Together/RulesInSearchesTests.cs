using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Perpetuals;
using Argosy.Research.Tests.Validation;
using Argosy.Research.Trials;
using Argosy.Research.Validation;
using Argosy.Research.WalkForward;
using Argosy.Simulation.Margin;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Together;

/// <summary>Searches over exits, guards, limits and sizes: what was chosen on the past is what is tested on the future, with votes and contracts too.</summary>
public sealed class RulesInSearchesTests
{
    const long Day = 86_400_000;

    static readonly string[] Ranges = ["exit=none,stop:3%,target:6%,trailing:5%", "guard=none,cooldown:4d", "limit=none,max-order-size:4000", "size=equity:50%,equity:90%"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WalkForward_TestsEveryWindowUnderTheRulesChosenForIt(bool isPerpetual)
    {
        var (search, settings) = Search(isPerpetual, Ranges);
        var walk = WalkForwardRun.Run(search.Markets, settings, new WalkForwardPlan(150 * Day, 60 * Day, false), OptimisedWindows.Of(search));
        Assert.True(walk.Ok, walk.Error?.Message);
        var cash = settings.Cash;
        foreach (var window in walk.Value.Windows)
        {
            var chosen = window.Chosen!;
            var alone = Backtest.Run(new BacktestRequest(search.Markets, chosen.Strategy, settings with
            {
                From = window.Window.TestFrom, To = window.Window.TestTo, Cash = cash, Size = chosen.Rules.Size, Exits = chosen.Rules.Exits, Guards = chosen.Rules.Guards, Limits = chosen.Rules.Limits,
            })).Value;
            Assert.Equal(alone.TradeHash, window.Test!.TradeHash);
            Assert.Equal(alone.Metrics, window.Test.Metrics);
            cash = alone.Metrics.FinalEquity;
        }
        Assert.Equal(cash, walk.Value.OutOfSample.FinalEquity);
        Assert.Equal(64, walk.Value.Tried.Count);
        var rules = walk.Value.Windows.Select(window => window.Chosen!.Rules).ToArray();
        Assert.Contains(rules, rule => rule.Exits.Count == 2);
        Assert.Equal(rules.Select(rule => rule.Exits.Count == 2 ? rule.Exits[1] : "none"), rules.Select(rule => rule.Chosen("exit", settings)));
        Assert.All(walk.Value.Windows, window => Assert.Equal("time-stop:30d", window.Test!.Settings.Exits[0]));
        Assert.Equal(isPerpetual, walk.Value.OutOfSample.Funding != 0);
        Assert.Contains("\"exits\": \"time-stop:30d", Json(walk.Value, search), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Validation_ChecksTheBestSetUnderItsRules(bool isPerpetual)
    {
        var (search, settings) = Search(isPerpetual, Ranges);
        var bound = search.Bind(search.Parameters).Value;
        var report = ValidationRun.Run(new ValidationRequest
        {
            Backtest = new BacktestRequest(search.Markets, bound, settings), Search = search, Objective = search.Objectives[0], Parameters = [], Bind = search.Bind,
            Checks = [CheckKind.LookAhead, CheckKind.DeflatedSharpe, CheckKind.Pbo, CheckKind.Plateau, CheckKind.Costs],
        });
        Assert.True(report.Ok, report.Error?.Message);
        var best = Optimiser.Run(search).Value.Best!;
        Assert.Equal(best.TradeHash, report.Value.Tested.TradeHash);
        Assert.Equal(best.Metrics!.Sharpe, report.Value.Tested.Metrics.Sharpe);
        Assert.Equal(64, report.Value.Trials);
        Assert.False(report.Value.LookAhead!.IsFound, $"{report.Value.LookAhead.Kind} {report.Value.LookAhead.First}");
        // Three exits, one guard, one limit, one size and one period away, at most two for the period in the middle.
        Assert.InRange(report.Value.Plateau!.Neighbours, 4, 6);
    }

    static string Json(WalkForwardResult walk, OptimisationRequest search)
    {
        using var buffer = new MemoryStream();
        WalkForwardJson.Write(buffer, walk, search, []);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    static (OptimisationRequest Search, BacktestSettings Settings) Search(bool isPerpetual, string[] ranges)
    {
        var random = new SeededGenerator(77);
        var drift = 0.0;
        var market = Candles.Daily(400, day => (drift = day % 20 == 0 ? 0.008 * random.NextNormal() : drift) + (0.02 * random.NextNormal()));
        var settings = Candles.Free with { Exits = ["time-stop:30d"], Fills = Candles.Free.Fills with { TakerFee = 0.001m, MakerFee = 0.001m } };
        if (isPerpetual)
        {
            settings = settings with { Leverage = 2, Margin = new MarginSettings { Mode = MarginMode.Isolated } };
            market = market with { Funding = new FundingRates([.. market.Bars.OpenTimes.Skip(1)], [.. market.Bars.OpenTimes.Skip(1).Select((_, i) => (i % 5 - 2) / 2_000m)], "rates") };
        }
        var descriptor = StrategyCatalogue.Find("consensus").Value;
        var fixedValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["voters"] = "a:ma; b:momentum(period=5); c:prediction(model=there-is-none.json)" };
        var parameters = descriptor.ParametersWith(fixedValues).Value;
        var request = new OptimisationRequest
        {
            Markets = [market], Settings = settings, Strategy = "consensus", Parameters = fixedValues,
            Bind = values =>
            {
                var bound = descriptor.Bind(values);
                return bound.Ok ? new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create) : bound.Error!;
            },
            Space = new ParameterSpace([.. new[] { "a.period=4,9" }.Concat(ranges).Select(text => RangeText.Parse(text, parameters).Value)]),
            Objectives = [Objective.Parse("sharpe").Value],
        };
        return (request, settings);
    }
}
