using System.Runtime.InteropServices;
using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Momentum;
using Argosy.Indicators.Statistics;
using Argosy.Indicators.Trend;
using Argosy.Indicators.Volatility;
using Argosy.Indicators.Volume;

namespace Argosy.Scripting.Tests.TypeScript.Api;

public sealed class IndicatorParityTests
{
    const int SliceEvery = 997, SliceLength = 300, Width = 26;

    static readonly string[] Names =
    [
        "sma", "smaArray", "ema", "vma", "rsi", "bollinger.lower", "bollinger.middle", "bollinger.upper", "keltner.lower", "keltner.middle", "keltner.upper",
        "macd.macd", "macd.signal", "macd.histogram", "atr", "adx.adx", "adx.plusDi", "adx.minusDi", "adl", "topbot.top", "topbot.bottom", "topbot.middle",
        "squeezeMomentum.momentum", "squeezeMomentum.squeeze", "linearRegression.end", "linearRegression.slope",
    ];

    [Theory]
    [InlineData("binanceus_BTC-USDT_1m.csv.gz", 20_000)]
    [InlineData("bittrex_POWR-BTC_1m.csv.gz", 20_000)]
    [InlineData("coinbase_BTC-USD_1h.csv.gz", 12_490)]
    public async Task Indicators_OverRealCandles_EqualTheKernelsToTheLastBit(string file, int count)
    {
        var bars = DenoScript.Candles(file);
        var answer = await DenoScript.RunAsync("parity.ts", DenoScript.Bytes(bars, count));
        var given = MemoryMarshal.Cast<byte, double>(answer);
        Assert.Equal((count + (2 * (count / SliceEvery))) * Width, given.Length);
        var kernels = new Kernels();
        var expected = new double[Width];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            kernels.Push(bars[i], expected);
            Compare(given[at..], expected, $"bar {i} of {file}");
            at += Width;
            if ((i + 1) % SliceEvery != 0) continue;
            var fresh = new Kernels();
            var ofSlice = new double[Width];
            for (var j = Math.Max(0, i + 1 - SliceLength); j <= i; j++) fresh.Push(bars[j], ofSlice);
            Compare(given[at..], ofSlice, $"slice that ends at bar {i} of {file}");
            Compare(given[(at + Width)..], ofSlice, $"named slice that ends at bar {i} of {file}");
            at += 2 * Width;
        }
        Assert.DoesNotContain(expected, double.IsNaN);
    }

    static void Compare(ReadOnlySpan<double> given, double[] expected, string where)
    {
        for (var k = 0; k < Width; k++)
        {
            if (BitConverter.DoubleToInt64Bits(given[k]) == BitConverter.DoubleToInt64Bits(expected[k]) || (double.IsNaN(given[k]) && double.IsNaN(expected[k]))) continue;
            Assert.Fail($"{Names[k]} at {where}: TypeScript gives {given[k]:R}, C# {expected[k]:R}");
        }
    }

    sealed class Kernels
    {
        readonly Sma _sma = new(14), _array = new(50);
        readonly Ema _ema = new(21);
        readonly Vwma _vwma = new(20);
        readonly Rsi _rsi = new(14);
        readonly Bollinger _bollinger = new(20, 2);
        readonly Keltner _keltner = new(20, 10, 1.5);
        readonly Macd _macd = new(12, 26, 9);
        readonly Atr _atr = new(14);
        readonly Adx _adx = new(14);
        readonly Adl _adl = new();
        readonly Donchian _donchian = new(20);
        readonly SqueezeMomentum _squeeze = new(20, 2, 1.5);
        readonly LinearRegression _line = new(14);

        public void Push(in Bar bar, double[] row)
        {
            var close = bar.Close;
            var (band, channel, macd) = (_bollinger.Push(close), _keltner.Push(in bar), _macd.Push(close));
            var (atr, adx, adl) = (_atr.Push(in bar), _adx.Push(in bar), _adl.Push(in bar));
            var (extremes, squeeze, line) = (_donchian.Push(in bar), _squeeze.Push(in bar), _line.Push(close));
            double[] values =
            [
                _sma.Push(close), _array.Push(close), _ema.Push(close), _vwma.Push(in bar), _rsi.Push(close), band.Lower, band.Middle, band.Upper, channel.Lower, channel.Middle,
                channel.Upper, macd.Macd, macd.Signal, macd.Histogram, atr, adx.Adx, adx.PlusDi, adx.MinusDi, adl, extremes.Upper, extremes.Lower, extremes.Middle,
                squeeze.Momentum, (double)squeeze.State, line.End, line.Slope,
            ];
            values.CopyTo(row, 0);
        }
    }
}
