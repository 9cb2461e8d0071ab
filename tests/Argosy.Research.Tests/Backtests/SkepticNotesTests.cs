using Argosy.Core.MarketData;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Tests.Results;
using Argosy.Simulation.Fills;
using Argosy.Research.Trials;

namespace Argosy.Research.Tests.Backtests;

public sealed class SkepticNotesTests
{
    [Fact]
    public void Notes_OnTheSample_AreWhatIsTrueOfIt()
    {
        Assert.Equal(
        [
            "BTC/USD: 44 bars (91.67 %) are missing in 1 gap, the longest of 45 h; nothing was filled in.",
            "BTC/USD: 3 values had more than 15 significant digits and were rounded at import.",
            "The test spans 2 days: yearly figures are extrapolated from less than a year.",
            "Spread and slippage are assumed to be 0 for 2 taker fills.",
            "1 short trade borrowed at 0 % a year (--borrow-apr).",
            "1 fill came more than one bar after its decision because bars are missing.",
            "1 order could not be placed or filled: below-minimum 1.",
            "Only 2 trades: fewer than 30 do not tell skill from luck.",
            "1 of 2 trades (50 %) depends on the path inside bars; final equity lies between 9990 and 10020.5 over three walks.",
            "1 position was open at the end and valued at the last close less the taker fee.",
            "One trade made 8.62 of the 8.74 USD gained in all.",
            "A Sharpe ratio of 10.9 over 2 days may be luck: that the true one is above 0 has a probability of 71.58 %.",
            "A Sharpe ratio of 10.9 is suspiciously high: look for look-ahead, missing costs or chance.",
        ], SkepticNotes.Of(SampleResult.Make()));
    }

    [Fact]
    public void NotesOfTrials_TellTheirNumberFromTheSecondOn()
    {
        var sample = SampleResult.Make();
        Assert.Empty(SkepticNotes.OfTrials(sample, new TrialCount(1, 1, 0, 0)));
        var counted = CountedResult.With(sample, new TrialCount(57, 57, 0.01, 0.002));
        Assert.NotNull(counted.Metrics.DeflatedSharpe);
        Assert.Contains("57 different trials of ", counted.Warnings[^1], StringComparison.Ordinal);
        // 0.10402552… a day, by reference/validation_reference.py.
        Assert.Contains("a Sharpe ratio of about 1.99", counted.Warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_OnAClean_QuietYear_AreNone()
    {
        var sample = SampleResult.Make();
        var clean = sample with
        {
            To = SampleResult.Start + (400 * 24 * SampleResult.Hour),
            Markets = [sample.Markets[0] with { Bars = With(sample.Markets[0].Bars, DataQuality.Clean) }],
            Settings = new BacktestSettings { BorrowApr = 0.01m, Fills = new FillOptions { SlippageBps = 5 } },
            Trades = [.. Enumerable.Repeat(sample.Trades[0] with { PathDependent = false }, 40)],
            Fills = new Engine.Accounting.FillHistory(),
            Unfilled = [],
            Equity = EquitySeries.None,
            Metrics = sample.Metrics with { Sharpe = 1 },
        };

        Assert.Empty(SkepticNotes.Of(clean));
    }

    [Theory]
    [InlineData("synthetic")]
    [InlineData("none of the 4 bars has a volume")]
    [InlineData("volumes are in USD; the 10 % cap")]
    [InlineData("2 bars high and low do not enclose")]
    [InlineData("7 rows repeated a time")]
    [InlineData("1 day has no equity point")]
    [InlineData("No fee is charged on any of the 3 fills")]
    [InlineData("--fill-at close")]
    [InlineData("0 trades were made")]
    [InlineData("the ambiguity band is off")]
    [InlineData("left equity at -12.35")]
    [InlineData("Buying and holding returned 900 %")]
    public void Note_IsMade_WhenItIsTrue(string says)
    {
        var sample = SampleResult.Make();
        var bars = sample.Markets[0].Bars;
        var quality = DataQuality.Clean with { Violations = 2, Duplicates = 7 };
        var noVolume = SampleResult.Bars(volume: 0);
        BacktestResult[] doubtful =
        [
            sample with { Markets = [sample.Markets[0] with { Bars = With(bars, quality, synthetic: true, inQuote: true) }], Band = null },
            sample with { Markets = [sample.Markets[0] with { Bars = noVolume }], Trades = [] },
            sample with { Settings = new BacktestSettings { Fills = new FillOptions { FillAt = FillAt.Close, MakerFee = 0, TakerFee = 0 } } },
            sample with { Metrics = sample.Metrics with { FinalEquity = -12.346m, BuyAndHoldReturn = 9 } },
            sample with { Equity = new EquitySeries([0, 86_400_000, 3 * 86_400_000L], [1, 2, 3]) },
        ];

        Assert.DoesNotContain(SkepticNotes.Of(sample), note => note.Contains(says, StringComparison.Ordinal));
        Assert.Contains(doubtful.SelectMany(SkepticNotes.Of), note => note.Contains(says, StringComparison.Ordinal));
    }

    static BarColumns With(BarColumns bars, DataQuality quality, bool synthetic = false, bool inQuote = false) => new()
    {
        Timeframe = bars.Timeframe,
        OpenTimes = bars.OpenTimes,
        Open = bars.Open,
        High = bars.High,
        Low = bars.Low,
        Close = bars.Close,
        Volume = bars.Volume,
        PriceScale = bars.PriceScale,
        Hash = bars.Hash,
        Quality = quality,
        Synthetic = synthetic,
        VolumeInQuote = inQuote,
    };
}
