using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Tests.Validation;

/// <summary>Daily candles with a return of one's own for each day, and settings under which trading costs nothing.</summary>
static class Candles
{
    const long Day = 86_400_000, Start = 1_577_836_800_000;
    const int Scale = 4;

    public static BacktestSettings Free { get; } = new()
    {
        AllowShort = true,
        Band = false,
        Fills = new FillOptions { MakerFee = 0, TakerFee = 0, Participation = 0 },
    };

    public static Market Daily(int days, Func<int, double> returnOf, string asset = "TST")
    {
        var (times, open, high, low, close) = (new long[days], new double[days], new double[days], new double[days], new double[days]);
        var price = 1000.0;
        for (var i = 0; i < days; i++)
        {
            times[i] = Start + (i * Day);
            open[i] = price;
            price = close[i] = Math.Max(1, Math.Round(price * (1 + returnOf(i)) * 1e4)) / 1e4;
            high[i] = Math.Max(open[i], close[i]);
            low[i] = Math.Min(open[i], close[i]);
        }
        var bars = new BarColumns
        {
            Timeframe = Timeframe.OneDay, OpenTimes = times, Open = open, High = high, Low = low, Close = close, Volume = [.. times.Select(_ => 1.0)],
            PriceScale = Scale, Synthetic = true, Hash = $"{asset}-{days}",
        };
        return new Market(new Instrument(asset, "USD", Exact.FromUnits(1, Scale), Instrument.SmallestStep, 0, Scale), bars, null, asset);
    }

    /// <summary>Independent days of mean zero.</summary>
    public static Market Noise(ulong seed, int days = 730, double deviation = 0.03)
    {
        var random = new SeededGenerator(seed);
        return Daily(days, _ => deviation * random.NextNormal());
    }
}
