using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Results;
using Argosy.Research.Validation;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Lab;

/// <summary>What the tools around a backtest make of random runs: none sees the future, part of the data is part of the run, files read back.</summary>
public sealed class LabToolTests : IDisposable
{
    static readonly int Cases = string.Equals(Environment.GetEnvironmentVariable("ARGOSY_LONG"), "1", StringComparison.Ordinal) ? 3_000 : 90;

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-labtools").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void LookAheadCheck_OfHonestStrategies_FindsNothing() => ForAll((script, _) =>
    {
        // What draws its orders at random draws anew with every instance: it is not repeatable, and that is found.
        if (script.Kind is LabKind.Orders || script.Request().Strategy.Members.Any(member => member.Strategy.Name == "lab")) return;
        var finding = LookAheadCheck.Run(script.Request() with { Markets = [.. script.Markets.Select(market => market with { Detail = null })] }, 4);
        if (!finding.Ok) return;
        Require(!finding.Value.IsFound, $"{finding.Value.Kind} at {finding.Value.Cut}: {finding.Value.First}");
    });

    [Fact]
    public void PartOfTheData_OrdersNothingOutsideIt_AndReplays() => ForAll((script, random) =>
    {
        var (first, last) = (script.Markets.Min(market => market.Bars.OpenTimes[0]), script.Markets.Max(market => market.Bars.CloseTime(market.Bars.Count - 1)));
        var from = first + (long)((last - first) * (0.1 + (0.4 * random.NextUnit())));
        var to = from + (long)((last - from) * (0.3 + (0.7 * random.NextUnit())));
        var request = script.Request() with { Settings = script.Settings with { From = from, To = to } };
        var path = Path.Combine(_folder, "part.log");
        File.Delete(path);
        BacktestResult result;
        using (var writer = new RunLogWriter(path, RunLogHeader.Of(request)))
        {
            var run = Backtest.Run(request with { Log = writer });
            Require(run.Ok, run.Error?.Message ?? "");
            result = run.Value;
            writer.Complete(result.StateHash);
        }
        Require(result.Orders.All(order => order.DecisionTime > from && order.DecisionTime <= to), "an order lies outside the test");
        Require(result.To <= to, $"the test ends at {result.To}, after {to}");
        Require(Enumerable.Range(1, result.Equity.Count - 1).All(i => result.Equity.Times[i] > from && result.Equity.Times[i] <= to), "a point of the curve lies outside the test");
        Require(Math.Abs(result.Trades.Sum(trade => trade.Pnl) - (result.Metrics.FinalEquity - script.Settings.Cash)) < 0.0000001m, "the trades do not make the final equity");
        var log = RunLogReader.Read(path);
        Require(log.Ok, log.Error?.Message ?? "");
        var replayed = Replay.Run(log.Value, script.Markets, script.Request().Strategy);
        Require(replayed.Ok && replayed.Value.IsEqual, $"{replayed.Error?.Message} {replayed.Value?.Divergence}");
    });

    [Fact]
    public void Result_ReadBack_RunsAgainToTheSameTrades() => ForAll((script, _) =>
    {
        if (script.IsPerpetual || script.Kind is LabKind.Orders or LabKind.Several) return;
        var result = Backtest.Run(script.Request()).Value;
        using var buffer = new MemoryStream();
        ResultJson.Write(buffer, result);
        buffer.Position = 0;
        var stored = ResultFile.Read(buffer, "result").Value;
        var settings = StoredSettings.Read(stored.Settings);
        Require(settings.Ok, settings.Error?.Message ?? "");
        var bound = StrategyCatalogue.Find(stored.Strategy.Name).Value.Bind(new Dictionary<string, string>(stored.Strategy.Parameters));
        Require(bound.Ok, bound.Error?.Message ?? "");
        var again = Backtest.Run(new BacktestRequest(script.Markets, new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create), settings.Value)).Value;
        Require((again.TradeHash, again.Metrics.FinalEquity) == (stored.TradeHash, result.Metrics.FinalEquity), "the stored run comes out otherwise");
    });

    static void ForAll(Action<LabScript, SeededGenerator> holds)
    {
        var failed = new List<string>();
        for (var seed = 1; seed <= 4 * Cases; seed++)
        {
            var script = new LabScript(seed + 50_000, (LabKind)(seed % 4));
            try
            {
                holds(script, new SeededGenerator((ulong)seed));
            }
            catch (InvalidOperationException e)
            {
                failed.Add($"{e.Message.ReplaceLineEndings(" ")}\n   {script}");
            }
        }
        Assert.True(failed.Count == 0, $"{failed.Count} of {4 * Cases}:\n{string.Join('\n', failed.Take(6))}");
    }

    static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException(what);
    }
}
