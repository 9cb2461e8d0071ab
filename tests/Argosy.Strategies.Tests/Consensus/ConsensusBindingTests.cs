using Argosy.Strategies.Consensus;

namespace Argosy.Strategies.Tests.Consensus;

/// <summary>From texts to voters and back.</summary>
public class ConsensusBindingTests
{
    [Fact]
    public void Voters_HaveTheirParametersUnderTheirNames()
    {
        var bound = Bind("voters=fast:ma-cross(fast=5,slow=20); slow:ma-cross(fast=20, slow=100, kind=ema); r:rsi(period=14)|fast.slow=30|slow.weight=2|r.timeframe=4h|mode=weighted").Value;
        var values = new Dictionary<string, string>(bound.Parameters);
        Assert.Equal(("5", "30", "20", "100", "ema", "14", "2", "1", "4h"), (values["fast.fast"], values["fast.slow"], values["slow.fast"], values["slow.slow"], values["slow.kind"], values["r.period"], values["slow.weight"], values["fast.weight"], values["r.timeframe"]));
        var again = StrategyCatalogue.Find("consensus").Value.Bind(values).Value;
        Assert.Equal(bound.Parameters, again.Parameters);
        Assert.IsType<ConsensusStrategy>(again.Create());
    }

    [Fact]
    public void ParametersWith_TellsRangesOfTwoMembers()
    {
        var all = StrategyCatalogue.Find("consensus").Value.ParametersWith(new Dictionary<string, string> { ["voters"] = "a:ma-cross(fast=5, slow=20); b:rsi" }).Value;
        var slow = all.Single(parameter => parameter.Name == "a.slow");
        Assert.Equal(("20", 2.0, 10_000.0), (slow.Default, slow.Minimum, slow.Maximum));
        Assert.Contains(all, parameter => parameter.Name == "b.period");
        foreach (var value in new[] { "30", "40", "60" })
        {
            var bound = Bind($"voters=a:ma-cross(fast=5, slow=20); b:rsi|a.slow={value}|b.period={value}").Value;
            Assert.Equal((value, value), (bound.Parameters.Single(p => p.Key == "a.slow").Value, bound.Parameters.Single(p => p.Key == "b.period").Value));
        }
    }

    [Fact]
    public void Bundle_HasItsThresholdsAsParameters()
    {
        var values = new Dictionary<string, string>(Bind("bundle=true|stop-loss.loss=0.03|open-positions.limit=4").Value.Parameters);
        Assert.Equal(("0.03", "4", "0.005", "20", "0.02"), (values["stop-loss.loss"], values["open-positions.limit"], values["grid-step.step"], values["volatility.period"], values["profit-taking.gain"]));
    }

    [Theory]
    [InlineData("voters=ma-cross;ma-cross", "two voters are called 'ma-cross'; give one another name: other-name:ma-cross")]
    [InlineData("voters=a:ma-crss", "voter 'a': there is no strategy 'ma-crss', did you mean 'ma-cross'?")]
    [InlineData("voters=a:ma-cross(fsat=5)", "voter 'a': ma-cross has no parameter 'fsat', did you mean 'fast'? (known: fast, slow, kind, trigger)")]
    [InlineData("voters=a:ma-cross(fast=x)", "parameter 'a.fast' of consensus must be a whole number, was 'x'")]
    [InlineData("voters=a:ma-cross|a.fast=0", "parameter 'a.fast' of consensus must be between 1 and 10000, was 0")]
    [InlineData("voters=a:ma-cross|a.fast=50", "parameters of consensus: voter 'a': parameters of ma-cross: fast must be below slow, was 50 and 30")]
    [InlineData("voters=a:ma-cross|a.fats=5", "consensus has no parameter 'a.fats', did you mean 'a.fast'?")]
    [InlineData("voters=a:ma-cross|b.fast=5", "consensus has no parameter 'b.fast', did you mean 'a.fast'?")]
    [InlineData("voters=a:ma-cross(", "voter: 'a:ma-cross(' opens a bracket that is never closed")]
    [InlineData("voters=a:grid", "voter 'a': grid sends orders of its own; a voter states targets")]
    [InlineData("voters=a:consensus", "voter 'a': consensus is made of voters itself; name them instead")]
    [InlineData("voters=a:stop-loss", "voter 'a': stop-loss is a rule, which votes on buying or selling; give it to buy or sell")]
    [InlineData("sell=a:stop-los", "voter 'a': there is no rule 'stop-los', did you mean 'stop-loss'?")]
    [InlineData("voters=macd|buy=hammer", "voters (directions) and buy, sell or bundle (rules) are two kinds of consensus; expected one of them")]
    [InlineData("mode=factor", "parameters of consensus: mode factor counts rules (buy, sell, bundle), not directions")]
    [InlineData("mode=bftt", "parameter 'mode' of consensus must be one of majority, unanimous, weighted, factor, bft, was 'bftt', did you mean 'bft'?")]
    [InlineData("voters=a:macd|a.timeframe=4x", "parameters of consensus: a.timeframe:")]
    [InlineData("voters=a:macd|a.weight=-1", "parameter 'a.weight' of consensus must be between 0 and 1000000, was -1")]
    [InlineData("voters=a:macd|mute=b", "parameters of consensus: there is no voter 'b' to mute")]
    [InlineData("voters=a b:macd", "voter 'a b': a name is of letters, digits, - and _")]
    public void Bind_SaysWhatIsWrong(string values, string message)
    {
        var error = Bind(values).Error;
        Assert.StartsWith(message, error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_TakesTheValueOfItsFirstParameterAfterAColon()
    {
        var values = new Dictionary<string, string>(Bind("buy=hammer|sell=stop-loss:0.03; out:profit-taking:0.1").Value.Parameters);
        Assert.Equal(("0.03", "0.1"), (values["stop-loss.loss"], values["out.gain"]));
    }

    static Core.Values.Result<Engine.Strategies.BoundStrategy> Bind(string values) =>
        StrategyCatalogue.Find("consensus").Value.Bind(values.Split('|').ToDictionary(pair => pair.Split('=', 2)[0], pair => pair.Split('=', 2)[1]));
}
