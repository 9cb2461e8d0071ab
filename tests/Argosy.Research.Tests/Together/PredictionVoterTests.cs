using Argosy.Research.Backtests;
using Argosy.Research.Prediction;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Tests.Together;

/// <summary>A trained forest among other voters.</summary>
public sealed class PredictionVoterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-voter").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Model => Path.Combine(_folder, "model.json");

    [Theory]
    [InlineData("bft")]
    [InlineData("majority")]
    [InlineData("unanimous")]
    public void MissingModel_Abstains_AndStaysAVoter(string mode)
    {
        var record = Run(mode, TestRuns.Synthetic("SYN", 41, 1_200, "1h")).Consensus!.Records[0];
        var decided = 0;
        for (var round = 0; round < record.Count; round++)
        {
            var votes = record.Votes(round);
            Assert.Equal(Vote.Abstained, votes[3]);
            var (plus, minus) = (votes.CountOf(Vote.Plus), votes.CountOf(Vote.Minus));
            // Of four voters three must agree; of all four nobody ever does without the fourth.
            var expected = mode switch
            {
                "bft" => plus == 3 ? Decision.Long : minus == 3 ? Decision.Short : votes.CountOf(Vote.Zero) == 3 ? Decision.Flat : Decision.None,
                "majority" => (Decision)Math.Sign(plus - minus),
                _ => Decision.Flat,
            };
            Assert.Equal(expected, record.Decision(round));
            if (record.Decision(round) is Decision.Long) decided++;
        }
        Assert.Equal(mode != "unanimous", decided > 50);
        Assert.Null(record.FirstFault[3]);
    }

    [Fact]
    public void Model_VotesWhatItWouldTrade_AfterItsTraining()
    {
        var market = TestRuns.Synthetic("SYN", 42, 2_500, "1h");
        var request = new TrainingRequest(market.Instrument.Name, market.Bars, "return:1; return(bars=1, lag=1); rsi(period=14)", new Label(PredictionTask.Classification, 1, 0), new ForestSettings { Trees = 10 });
        var model = ModelTraining.Run(request).Value.Model;
        File.WriteAllBytes(Model, ModelJson.Write(model).ToArray());
        var record = Run("majority", market).Consensus!.Records[0];
        var valid = Enumerable.Range(0, record.Count).Where(round => record.Votes(round)[3].IsValid()).ToArray();
        Assert.True(record.Time(valid[0]) >= model.Forests[0].ValidFrom);
        Assert.Equal(record.Count - valid[0], valid.Length);
        Assert.Equal([Vote.Minus, Vote.Plus], valid.Select(round => record.Votes(round)[3]).Where(vote => vote != Vote.Zero).Distinct().Order());
        // Alone, it holds what it votes.
        var alone = Run("majority", market, "p").Consensus!.Records[0];
        Assert.All(valid, round => Assert.Equal((Decision)record.Votes(round)[3], alone.Decision(round)));
    }

    BacktestResult Run(string mode, Market market, string? only = null)
    {
        var forest = $"p:prediction(model={Model}, enter=0.52)";
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["voters"] = only is not null ? forest : $"a:ma(period=5); b:ma(period=8); c:momentum(period=6); {forest}",
            ["mode"] = mode,
        };
        var bound = StrategyCatalogue.Find("consensus").Value.Bind(values);
        Assert.True(bound.Ok, bound.Error?.Message);
        return HandMade.Run(new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create), new BacktestSettings { Band = false, AllowShort = true, Size = "equity:20%" }, market);
    }
}
