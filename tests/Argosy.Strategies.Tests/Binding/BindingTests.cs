using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Strategies.Tests.Binding;

public class BindingTests
{
    [Theory]
    [InlineData("ma-cross", "fsat=5", "ma-cross has no parameter 'fsat', did you mean 'fast'? (known: fast, slow, kind, trigger)")]
    [InlineData("ma-cross", "window=5", "ma-cross has no parameter 'window' (known: fast, slow, kind, trigger)")]
    [InlineData("buy-and-hold", "fast=5", "buy-and-hold has no parameter 'fast', it has none at all")]
    [InlineData("ma-cross", "fast=abc", "parameter 'fast' of ma-cross must be a whole number, was 'abc'")]
    [InlineData("ma-cross", "fast=5.5", "parameter 'fast' of ma-cross must be a whole number, was '5.5'")]
    [InlineData("ma-cross", "fast=", "parameter 'fast' of ma-cross must be a whole number, was ''")]
    [InlineData("ma-cross", "fast=99999999999", "parameter 'fast' of ma-cross must be a whole number, was '99999999999'")]
    [InlineData("ma-cross", "fast=0", "parameter 'fast' of ma-cross must be between 1 and 10000, was 0")]
    [InlineData("ma-cross", "fast=-1", "parameter 'fast' of ma-cross must be between 1 and 10000, was -1")]
    [InlineData("ma-cross", "fast=10001;slow=10002", "parameter 'fast' of ma-cross must be between 1 and 10000, was 10001")]
    [InlineData("ma-cross", "fast=30;slow=10", "parameters of ma-cross: fast must be below slow, was 30 and 10")]
    [InlineData("ma-cross", "fast=30", "parameters of ma-cross: fast must be below slow, was 30 and 30")]
    [InlineData("ma-cross", "kind=wma", "parameter 'kind' of ma-cross must be one of sma, ema, was 'wma', did you mean 'sma'?")]
    [InlineData("ma-cross", "kind=0", "parameter 'kind' of ma-cross must be one of sma, ema, was '0'")]
    [InlineData("ma-cross", "fast=5;FAST=6", "parameter 'fast' of ma-cross is given twice")]
    [InlineData("macd", "fast=30", "parameters of macd: fast must be below slow, was 30 and 26")]
    [InlineData("rsi", "low=x", "parameter 'low' of rsi must be a number, was 'x'")]
    [InlineData("rsi", "low=NaN", "parameter 'low' of rsi must be a number, was 'NaN'")]
    [InlineData("rsi", "low=1e999", "parameter 'low' of rsi must be a number, was '1e999'")]
    [InlineData("rsi", "low=1,5", "parameter 'low' of rsi must be a number, was '1,5'")]
    [InlineData("rsi", "low=80", "parameters of rsi: low must not be above high, was 80 and 70")]
    [InlineData("rsi", "stop-los=0.1", "rsi has no parameter 'stop-los', did you mean 'stopLoss'? (known: period, low, high, stopLoss, takeProfit)")]
    [InlineData("every-bar", "qty=-1", "parameter 'qty' of every-bar must be at least 0, was -1")]
    [InlineData("every-bar", "qty=0", "parameters of every-bar: qty must be above 0")]
    [InlineData("grid", "spacing=0.1;levels=10", "parameters of grid: levels times spacing must be below 1, was 1.0")]
    public void Bind_SaysWhatIsWrong(string strategy, string values, string message)
    {
        var error = StrategyCatalogue.Find(strategy).Value.Bind(Values(values)).Error!;
        Assert.Equal((ErrorKind.BadInput, message), (error.Kind, error.Message));
    }

    [Theory]
    [InlineData("ma-cross", "", "fast=10;slow=30;kind=sma;trigger=cross")]
    [InlineData("ma-cross", "slow=+200;kind=EMA;trigger=State", "fast=10;slow=200;kind=ema;trigger=state")]
    [InlineData("rsi", "high=100;stopLoss=0.02;take-profit=0.040", "period=14;low=30;high=100;stopLoss=0.02;takeProfit=0.04")]
    [InlineData("rsi", "low=3.05e1", "period=14;low=30.5;high=70;stopLoss=0;takeProfit=0")]
    [InlineData("buy-and-hold", "", "")]
    public void Bind_KeepsEveryParameterWithTheValueUsed(string strategy, string values, string expected)
    {
        var bound = StrategyCatalogue.Find(strategy).Value.Bind(Values(values)).Value;
        Assert.Equal(expected, string.Join(';', bound.Parameters.Select(p => $"{p.Key}={p.Value}")));
        var again = StrategyCatalogue.Find(strategy).Value.Bind(new Dictionary<string, string>(bound.Parameters)).Value;
        Assert.Equal(bound.Parameters, again.Parameters);
        Assert.NotSame(bound.Create(), bound.Create());
    }

    [Fact]
    public void Bind_OfEveryKind_ReachesTheConstructor()
    {
        var bound = StrategyDescriptor.Of(typeof(AllKinds)).Bind(Values("whole=-3;big=9000000000;real=0.25;money=0.1;flag=TRUE;text=a b=c;pick=far-away")).Value;
        var made = Assert.IsType<AllKinds>(bound.Create());
        Assert.Equal((-3, 9_000_000_000, 0.25, 0.1m, true, "a b=c", Pick.FarAway), made.Values);
        Assert.Equal("-3 9000000000 0.25 0.1 true a b=c far-away", string.Join(' ', bound.Parameters.Select(p => p.Value)));
    }

    [Fact]
    public void Describe_WithoutAttributes_TakesNamesFromTheType()
    {
        var descriptor = StrategyDescriptor.Of(typeof(AllKinds));
        Assert.Equal(("all-kinds", ""), (descriptor.Name, descriptor.Summary));
        Assert.True(descriptor.Parameters[0].IsRequired);
        Assert.Equal(["near-by", "far-away"], descriptor.Parameters[6].Choices);
        Assert.Equal("near-by", descriptor.Parameters[6].Default);
        Assert.Equal("parameter 'whole' of all-kinds has no default and must be given", descriptor.Bind(Values("")).Error!.Message);
        Assert.Equal("parameter 'flag' of all-kinds must be true or false, was 'yes'", descriptor.Bind(Values("whole=1;flag=yes")).Error!.Message);
    }

    [Fact]
    public void Describe_Structs_AreStrategiesToo()
    {
        var bound = StrategyDescriptor.Of(typeof(MovingAverageCrossStruct)).Bind(Values("fast=3;slow=7")).Value;
        Assert.IsType<MovingAverageCrossStruct>(bound.Create());
        Assert.IsType<Bare>(StrategyDescriptor.Of(typeof(Bare)).Bind(Values("")).Value.Create());
    }

    [Theory]
    [InlineData(typeof(string), "String is no strategy: it does not implement IStrategy")]
    [InlineData(typeof(IPortfolioStrategy), "IPortfolioStrategy is no strategy: no instance of it can be made")]
    [InlineData(typeof(TwoDoors), "TwoDoors has 2 public constructors, a strategy has exactly one")]
    [InlineData(typeof(Odd), "parameter 'when' of odd is of type DateTime, but a parameter is an int, long, double, decimal, bool, string or enum")]
    public void Describe_OfWhatIsNoStrategy_SaysWhy(Type type, string message)
    {
        Assert.Equal(message, StrategyDescriptor.Read(type).Error!.Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => StrategyDescriptor.Of(type)).Message);
    }

    [Fact]
    public void Bind_FrameworkException_IsCutToItsSentence() =>
        Assert.Equal("parameters of framework: at ('6') must be less than or equal to '5'", StrategyDescriptor.Of(typeof(Framework)).Bind(Values("at=6")).Error!.Message);

    [Theory]
    [InlineData("ma-corss", "there is no strategy 'ma-corss', did you mean 'ma-cross'?")]
    [InlineData("boll", "there is no strategy 'boll', did you mean 'bollinger'?")]
    [InlineData("xyz", "there is no strategy 'xyz' (built in: buy-and-hold, ma, ")]
    public void Find_OfAnUnknownName_Suggests(string name, string message)
    {
        var error = StrategyCatalogue.Find(name).Error!;
        Assert.Equal(ErrorKind.NotFound, error.Kind);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalogue_NamesAreUniqueKebabCaseAndDefaultsBind()
    {
        Assert.Equal(StrategyCatalogue.All.Count, StrategyCatalogue.All.Select(d => d.Name).Distinct().Count());
        foreach (var descriptor in StrategyCatalogue.All)
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", descriptor.Name);
            Assert.True(descriptor.Bind(Values("")).Ok, descriptor.Name);
            Assert.Same(descriptor, StrategyCatalogue.Find(descriptor.Name.ToUpperInvariant()).Value);
            Assert.All(descriptor.Parameters, p => Assert.NotEqual("", p.Help));
        }
    }

    static Dictionary<string, string> Values(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    public enum Pick
    {
        NearBy,
        FarAway,
    }

    public sealed class AllKinds(int whole, long big = 1, double real = 1, decimal money = 1, bool flag = false, string text = "", Pick pick = Pick.NearBy) : IStrategy
    {
        public (int, long, double, decimal, bool, string, Pick) Values { get; } = (whole, big, real, money, flag, text, pick);

        public void OnBar(in Bar bar, StrategyContext context)
        {
        }
    }

    public struct Bare : IStrategy
    {
        public readonly void OnBar(in Bar bar, StrategyContext context)
        {
        }
    }

    public sealed class TwoDoors : IStrategy
    {
        public TwoDoors()
        {
        }

        public TwoDoors(int period) => Period = period;

        public int Period { get; }

        public void OnBar(in Bar bar, StrategyContext context)
        {
        }
    }

    public sealed class Odd(DateTime when) : IStrategy
    {
        public DateTime When { get; } = when;

        public void OnBar(in Bar bar, StrategyContext context)
        {
        }
    }

    public sealed class Framework : IStrategy
    {
        public Framework(int at)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(at, 5);
            At = at;
        }

        public int At { get; }

        public void OnBar(in Bar bar, StrategyContext context)
        {
        }
    }
}
