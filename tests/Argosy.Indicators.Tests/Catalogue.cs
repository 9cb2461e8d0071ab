using Argosy.Indicators.Averages;
using Argosy.Indicators.Momentum;
using Argosy.Indicators.Statistics;
using Argosy.Indicators.Trend;
using Argosy.Indicators.Volatility;
using Argosy.Indicators.Volume;

namespace Argosy.Indicators.Tests;

/// <summary>Every indicator, under the name its columns have in the reference values.</summary>
public static class Catalogue
{
    public static readonly Case[] Cases =
    [
        Case.Of("Sma(10)", () => new Sma(10)),
        Case.Of("Ema(12)", () => new Ema(12)),
        Case.Of("Ema(12,First)", () => new Ema(12, EmaSeed.First)),
        Case.Of("Rma(14)", () => new Rma(14)),
        Case.Of("Wma(9)", () => new Wma(9)),
        Case.Of("Vwma(20)", () => new Vwma()),
        Case.Of("Vwma(1)", () => new Vwma(1)),
        Case.Of("Hma(9)", () => new Hma()),
        Case.Of("Hma(20)", () => new Hma(20)),
        Case.Of("Dema(10)", () => new Dema(10)),
        Case.Of("Tema(10)", () => new Tema(10)),
        Case.Of("T3(5)", () => new T3()),
        Case.Of("Trima(9)", () => new Trima(9)),
        Case.Of("Trima(10)", () => new Trima(10)),
        Case.Of("Kama(10)", () => new Kama()),
        Case.Of("Zlema(14)", () => new Zlema(14)),
        Case.Of("Zlema(2)", () => new Zlema(2)),
        Case.Of("Alma(9)", () => new Alma()),
        Case.Of("McGinley(14)", () => new McGinley()),
        Case.Of("Rsi(14)", () => new Rsi()),
        Case.Of("Rsi(2)", () => new Rsi(2)),
        Case.Of("Stochastic(14,3,3)", () => new Stochastic()),
        Case.Of("Stochastic(1,1,1)", () => new Stochastic(1, 1, 1)),
        Case.Of("StochasticRsi(14,14,3,3)", () => new StochasticRsi()),
        Case.Of("Macd(12,26,9)", () => new Macd()),
        Case.Of("Macd(5,8,3,First)", () => new Macd(5, 8, 3, EmaSeed.First)),
        Case.Of("Ppo(12,26,9)", () => new Ppo()),
        Case.Of("Pvo(12,26,9)", () => new Pvo()),
        Case.Of("Apo(12,26)", () => new Apo()),
        Case.Of("Cci(20)", () => new Cci()),
        Case.Of("WilliamsR(14)", () => new WilliamsR()),
        Case.Of("Roc(9)", () => new Roc()),
        Case.Of("PriceMomentum(10)", () => new PriceMomentum()),
        Case.Of("MeanLogReturn(20)", () => new MeanLogReturn(20)),
        Case.Of("Trix(8)", () => new Trix(8)),
        Case.Of("Tsi(25,13,13)", () => new Tsi()),
        Case.Of("Cmo(9)", () => new Cmo()),
        Case.Of("UltimateOscillator(7,14,28)", () => new UltimateOscillator()),
        Case.Of("AwesomeOscillator(5,34)", () => new AwesomeOscillator()),
        Case.Of("AcceleratorOscillator(5,34,5)", () => new AcceleratorOscillator()),
        Case.Of("FisherTransform(9)", () => new FisherTransform()),
        Case.Of("Dpo(21)", () => new Dpo()),
        Case.Of("Kst(9)", () => new Kst()),
        Case.Of("Coppock(10,14,11)", () => new Coppock()),
        Case.Of("ConnorsRsi(3,2,100)", () => new ConnorsRsi()),
        Case.Of("ElderRay(13)", () => new ElderRay()),
        Case.Of("SqueezeMomentum(20,2,1.5)", () => new SqueezeMomentum()),
        Case.Of("BalanceOfPower()", () => new BalanceOfPower()),
        Case.Of("TrueRange()", () => new TrueRange()),
        Case.Of("Atr(14)", () => new Atr()),
        Case.Of("Natr(14)", () => new Natr()),
        Case.Of("Bollinger(20,2)", () => new Bollinger()),
        Case.Of("PercentB(20,2)", () => new PercentB()),
        Case.Of("Bandwidth(20,2)", () => new Bandwidth()),
        Case.Of("Keltner(20,10,2)", () => new Keltner()),
        Case.Of("Donchian(20)", () => new Donchian()),
        Case.Of("Supertrend(10,3)", () => new Supertrend()),
        Case.Of("Supertrend(5,1)", () => new Supertrend(5, 1)),
        Case.Of("HistoricalVolatility(20,8760)", () => new HistoricalVolatility(20, 8760)),
        Case.Of("UlcerIndex(14)", () => new UlcerIndex()),
        Case.Of("ChoppinessIndex(14)", () => new ChoppinessIndex()),
        Case.Of("MassIndex(9,25)", () => new MassIndex()),
        Case.Of("ChaikinVolatility(10,10)", () => new ChaikinVolatility()),
        Case.Of("EfficiencyRatio(10)", () => new EfficiencyRatio()),
        Case.Of("Adx(14)", () => new Adx()),
        Case.Of("Ichimoku(9,26,52,26)", () => new Ichimoku()),
        Case.Of("Psar(0.02,0.02,0.2)", () => new Psar()),
        Case.Of("Aroon(14)", () => new Aroon()),
        Case.Of("Vortex(14)", () => new Vortex()),
        Case.Of("PivotPoints()", () => new PivotPoints()),
        Case.Of("HeikinAshi()", () => new HeikinAshi()),
        Case.Of("Highest(15)", () => new Highest(15)),
        Case.Of("Lowest(15)", () => new Lowest(15)),
        Case.Of("Variance(10)", () => new Variance(10)),
        Case.Of("Variance(10,sample)", () => new Variance(10, sample: true)),
        Case.Of("StandardDeviation(10)", () => new StandardDeviation(10)),
        Case.Of("StandardDeviation(10,sample)", () => new StandardDeviation(10, sample: true)),
        Case.Of("ZScore(20)", () => new ZScore()),
        Case.Of("PercentRank(50)", () => new PercentRank(50)),
        Case.Of("Correlation(20)", () => new Correlation()),
        Case.Of("Beta(20)", () => new Beta()),
        Case.Of("LinearRegression(14)", () => new LinearRegression()),
        Case.Of("Obv()", () => new Obv()),
        Case.Of("Adl()", () => new Adl()),
        Case.Of("ChaikinOscillator(3,10)", () => new ChaikinOscillator()),
        Case.Of("Cmf(20)", () => new Cmf()),
        Case.Of("Mfi(14)", () => new Mfi()),
        Case.Of("Vwap()", () => new Vwap()),
        Case.Of("RollingVwap(20)", () => new RollingVwap()),
        Case.Of("ForceIndex(13)", () => new ForceIndex()),
        Case.Of("EaseOfMovement(14)", () => new EaseOfMovement()),
        Case.Of("Pvt()", () => new Pvt()),
        Case.Of("Nvi()", () => new Nvi()),
        Case.Of("Pvi()", () => new Pvi()),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    /// <summary>Every public indicator of the assembly; <see cref="Cross"/> gives no number and is not one.</summary>
    public static IEnumerable<Type> Indicators => typeof(Cross).Assembly.GetExportedTypes()
        .Where(type => type.IsClass && type != typeof(Cross) && type.GetInterfaces().Any(face => face.Namespace == typeof(Cross).Namespace));

    public static Case Named(string name) => Cases.Single(one => one.Name == name);
}
