using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.BuiltIn;

/// <summary>Every target strategy against its definition, recomputed over the whole history, on walks with and without many equal values.</summary>
public class TargetTests
{
    const int Bars = 1_500;

    public static TheoryData<ulong, int, bool> Markets => new()
    {
        { 1, 40, true },
        { 2, 40, false },
        { 3, 2, true },
        { 4, 1, false },
        { 5, 200, true },
    };

    [Theory]
    [MemberData(nameof(Markets))]
    public void BuyAndHold_IsLongFromTheFirstBar(ulong seed, int step, bool allowShort) =>
        Check(new BuyAndHold(), _ => 1, Walks.Random(seed, 50, step), allowShort);

    [Theory]
    [MemberData(nameof(Markets))]
    public void Ma_Sma_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        Check(new MovingAverage(20), i => Naive.Sign(closes[i], Naive.Sma(closes, 20, i)), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Ma_Ema_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        var ema = Naive.Ema([.. closes], 15);
        Check(new MovingAverage(15, AverageKind.Ema), i => Naive.Sign(closes[i], ema[i]), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void MaCross_OnCross_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        Check(new MovingAverageCross(5, 12), i => Naive.Crossed(j => Naive.Sma(closes, 5, j), j => Naive.Sma(closes, 12, j), i), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void MaCross_OnState_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        Check(new MovingAverageCross(5, 12, trigger: CrossTrigger.State), i => Naive.Sign(Naive.Sma(closes, 5, i), Naive.Sma(closes, 12, i)), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void MaCross_Ema_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        var (fast, slow) = (Naive.Ema([.. closes], 7), Naive.Ema([.. closes], 21));
        Check(new MovingAverageCross(7, 21, AverageKind.Ema), i => Naive.Crossed(j => fast[j], j => slow[j], i), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Macd_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        decimal?[] closes = [.. Naive.Closes(bars)];
        decimal?[] macd = [.. Naive.Ema(closes, 12).Zip(Naive.Ema(closes, 26), (f, s) => f - s)];
        var signal = Naive.Ema(macd, 9);
        Check(new MacdSign(), i => Naive.Sign(macd[i], signal[i]), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Momentum_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        Check(new Momentum(10), i => i < 10 ? null : Math.Sign(Enumerable.Range(i - 9, 10).Sum(j => Math.Log(bars[j].Close / bars[j - 1].Close)) is var sum && Math.Abs(sum) < 1e-9 ? 0 : sum) is var sign and not 0 ? sign : null, bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Bollinger_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        Check(new BollingerReversal(20, 1.7), Target, bars, allowShort);

        int? Target(int i)
        {
            if (Naive.Bollinger(closes, 20, 1.7m, i) is not { } bands) return null;
            if (Naive.Sign(closes[i], bands.Upper) == 1) return -1;
            if (Naive.Sign(closes[i], bands.Lower) == -1) return 1;
            return Naive.Crossed(j => closes[j], j => Naive.Sma(closes, 20, j), i) is null ? null : 0;
        }
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Rsi_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var rsi = Naive.Rsi(bars, 14);
        Check(new RsiReversal(14, 35, 65), i => Naive.Crossed(j => rsi[j], _ => 35, i) == -1 ? 1 : Naive.Crossed(j => rsi[j], _ => 65, i) == 1 ? -1 : null, bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Donchian_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var wanted = 0;
        Check(new DonchianBreakout(20, 10), Target, bars, allowShort);

        int? Target(int i)
        {
            if (i < 20) return null;
            var close = bars[i].Close;
            if (close > bars[(i - 20)..i].Max(b => b.High)) return wanted = 1;
            if (close < bars[(i - 20)..i].Min(b => b.Low)) return wanted = -1;
            if (wanted == 1 && close < bars[(i - 10)..i].Min(b => b.Low)) return wanted = 0;
            if (wanted == -1 && close > bars[(i - 10)..i].Max(b => b.High)) return wanted = 0;
            return null;
        }
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Keltner_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var closes = Naive.Closes(bars);
        var middle = Naive.Ema([.. closes], 20);
        var range = Naive.Atr(bars, 10);
        var wanted = 0;
        Check(new KeltnerBreakout(20, 10, 1.5), Target, bars, allowShort);

        int? Target(int i)
        {
            if (middle[i] is null || range[i] is null) return null;
            if (Naive.Sign(closes[i], middle[i] + (1.5m * range[i])) == 1) return wanted = 1;
            if (Naive.Sign(closes[i], middle[i] - (1.5m * range[i])) == -1) return wanted = -1;
            if (wanted != 0 && Naive.Sign(closes[i], middle[i]) == -wanted) return wanted = 0;
            return null;
        }
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Supertrend_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, step);
        var directions = Naive.Supertrend(bars, 10, 2);
        Check(new SupertrendFollower(10, 2), i => directions[i] == 0 ? null : directions[i], bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Hammer_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, Math.Max(step, 4));
        Check(new Hammer(5), Held(bars, i => Shadows(bars[i]) is var (body, lower, upper) && body > 0 && lower >= 2 * body && 2 * upper <= body ? 1 : 0, 5), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void ShootingStar_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, Math.Max(step, 4));
        Check(new ShootingStar(3), Held(bars, i => Shadows(bars[i]) is var (body, lower, upper) && body > 0 && 2 * upper >= 3 * body && 2 * lower <= body ? -1 : 0, 3), bars, allowShort);
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Engulfing_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, Bars, Math.Max(step, 4));
        Check(new Engulfing(4), Held(bars, At, 4), bars, allowShort);

        int At(int i)
        {
            if (i == 0) return 0;
            var (open, close, before, last) = (bars[i].Open, bars[i].Close, bars[i - 1].Open, bars[i - 1].Close);
            if (last > before && close < open && open >= last && close <= before && Cents(open) - Cents(close) > Cents(last) - Cents(before)) return -1;
            return last < before && close > open && open <= last && close >= before && Cents(close) - Cents(open) > Cents(before) - Cents(last) ? 1 : 0;
        }
    }

    static void Check(IStrategy strategy, Func<int, int?> target, Bar[] bars, bool allowShort)
    {
        var expected = Bench.Expected(Naive.Every(bars, target), allowShort);
        var stands = Bench.Stands(strategy, bars, allowShort);
        Assert.Equal(expected, stands);
        if (allowShort || strategy is not ShootingStar) Assert.True(expected.Distinct().Count() > (strategy is BuyAndHold ? 0 : 1), "the walk never made the strategy act");
    }

    static Func<int, int?> Held(Bar[] bars, Func<int, int> signal, int hold)
    {
        var targets = new int?[bars.Length];
        var ends = -1;
        for (var i = 0; i < bars.Length; i++)
        {
            var now = signal(i);
            if (now != 0)
            {
                targets[i] = now;
                ends = i + hold;
            }
            else if (i == ends)
            {
                targets[i] = 0;
            }
        }
        return i => targets[i];
    }

    static (long Body, long Lower, long Upper) Shadows(Bar bar)
    {
        var (open, close) = (Cents(bar.Open), Cents(bar.Close));
        return (Math.Abs(open - close), Math.Min(open, close) - Cents(bar.Low), Cents(bar.High) - Math.Max(open, close));
    }

    static long Cents(double price) => (long)Math.Round(price * 100);
}
