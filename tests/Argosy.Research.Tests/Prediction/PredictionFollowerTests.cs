using System.Text;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Prediction;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Tests.Prediction;

public sealed class PredictionFollowerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-model").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Model => Path.Combine(_folder, "model.json");

    [Fact]
    public void Backtest_WithAModel_TradesOnlyAfterItsTraining()
    {
        var market = TestRuns.Synthetic("SYN", 21, 3_000, "1h");
        var model = Train(market, new Label(PredictionTask.Classification, 1, 0));
        var result = Run(market, ("enter", "0.51"));

        Assert.NotEmpty(result.Trades);
        Assert.All(result.Trades, trade => Assert.True(trade.EntryTime >= model.Forests[0].ValidFrom));
        Assert.True(Run(market, ("enter", "0.51"), ("inSample", "true")).Trades[0].EntryTime < model.Forests[0].ValidFrom);
    }

    [Fact]
    public void Backtest_WithARegression_Trades()
    {
        var market = TestRuns.Synthetic("SYN", 22, 3_000, "1h");
        Train(market, new Label(PredictionTask.Regression, 3, 0));

        Assert.NotEmpty(Run(market, ("margin", "0")).Trades);
    }

    [Fact]
    public void Backtest_WithoutAModel_Abstains() => Assert.Empty(Run(TestRuns.Synthetic("SYN", 23, 500, "1h")).Trades);

    [Fact]
    public void Backtest_OnAnotherTimeframe_SaysSo()
    {
        Train(TestRuns.Synthetic("SYN", 24, 1_000, "1h"), Tables.UpOrDown);
        var result = Backtest.Run(Request(TestRuns.Synthetic("SYN", 24, 1_000, "4h")));

        Assert.Contains("trained on bars of 1h, this run's are of 4h", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_WrittenAndRead_IsTheSame()
    {
        var model = Train(TestRuns.Synthetic("SYN", 25, 1_000, "1h"), new Label(PredictionTask.Classification, 2, 0.001));
        var bytes = ModelJson.Write(model).ToArray();

        Assert.Equal(bytes, ModelJson.Write(ModelJson.Read(bytes).Value).ToArray());
        Assert.Equal(["down", "flat", "up"], model.Label.Classes);
    }

    [Fact]
    public void Model_CutOffAnywhere_IsRefused()
    {
        var bytes = ModelJson.Write(Train(TestRuns.Synthetic("SYN", 26, 400, "1h"), Tables.UpOrDown)).ToArray();
        for (var length = 0; length < bytes.Length; length += 97) Assert.NotNull(ModelJson.Read(bytes.AsMemory(0, length)).Error);
    }

    [Theory]
    [InlineData("\"argosy-forest/1\"", "\"argosy-forest/9\"", "format argosy-forest/9 is not known")]
    [InlineData("\"horizon\":1", "\"horizon\":0", "horizon is below 1")]
    [InlineData("\"left\":[1", "\"left\":[0", "node 0 of tree 0 points outside its tree")]
    [InlineData("\"left\":[1", "\"left\":[999999", "node 0 of tree 0 points outside its tree")]
    [InlineData("\"rsi(period=14)\"", "\"rsj(period=14)\"", "did you mean 'rsi'")]
    [InlineData("\"classification\"", "\"guess\"", "neither classification nor regression")]
    public void Model_TamperedWith_IsRefused(string from, string to, string why)
    {
        var text = Encoding.UTF8.GetString(ModelJson.Write(Train(TestRuns.Synthetic("SYN", 27, 600, "1h"), Tables.UpOrDown)).Span);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(Model, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
        var bound = StrategyCatalogue.Find("prediction").Value.Bind(new Dictionary<string, string> { ["model"] = Model });

        Assert.Contains(why, bound.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.BadInput, bound.Error.Kind);
    }

    PredictionModel Train(Market market, Label label)
    {
        var request = new TrainingRequest(market.Instrument.Name, market.Bars, "return:1; return(bars=1, lag=1); rsi(period=14)", label, new ForestSettings { Trees = 10 });
        var model = ModelTraining.Run(request).Value.Model;
        File.WriteAllBytes(Model, ModelJson.Write(model).ToArray());
        return model;
    }

    BacktestResult Run(Market market, params (string Name, string Value)[] parameters)
    {
        var result = Backtest.Run(Request(market, parameters));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    BacktestRequest Request(Market market, params (string Name, string Value)[] parameters)
    {
        var values = parameters.Append(("model", Model)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var bound = StrategyCatalogue.Find("prediction").Value.Bind(values).Value;
        return new BacktestRequest([market], new StrategyChoice(bound.Name, bound.Parameters, bound.Create), new BacktestSettings { Band = false });
    }
}
