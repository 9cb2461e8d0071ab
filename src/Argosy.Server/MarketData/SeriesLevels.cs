using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Files;
using Argosy.Data.Series;

namespace Argosy.Server.MarketData;

/// <summary>What is kept of a series in memory so that any window of it is drawn at once: candles of coarser lengths, each at least five times the one before, and the stretches without a gap.</summary>
internal sealed class SeriesLevels
{
    /// <summary>Most candles a window is answered with.</summary>
    public const int MostCandles = 20_000;

    const int MostStretches = 2_000, Piece = 65_536, LeastStep = 5;

    static readonly Timeframe[] Lengths = [.. ((string[])["1s", "5s", "15s", "30s", "1m", "2m", "3m", "5m", "10m", "15m", "30m", "1h", "2h", "3h", "4h", "6h", "8h", "12h", "1d", "2d", "3d", "1w", "2w", "1M", "3M"]).Select(text => Timeframe.Parse(text).Value)];

    readonly List<CandleColumns> _levels = [];

    SeriesLevels(BarFileInfo info) => Info = info;

    /// <summary>What the file says of itself.</summary>
    public BarFileInfo Info { get; }

    /// <summary>Stretches without a gap, [open of the first bar, close of the last), Unix ms; the longest gaps divide them where there are very many.</summary>
    public IReadOnlyList<(long From, long To)> Coverage { get; private set; } = [];

    /// <summary>Every gap: where it begins and ends, Unix ms.</summary>
    public IReadOnlyList<(long From, long To)> Gaps { get; private set; } = [];

    /// <summary>Roughly, what it holds.</summary>
    public long Bytes => _levels.Sum(level => level.Times.Count * 48L) + (Gaps.Count * 16);

    /// <summary>Reads a file once, piece by piece; an error where it is damaged.</summary>
    public static Result<SeriesLevels> Read(BarFile file)
    {
        var made = new SeriesLevels(file.Info);
        var last = file.Info.Timeframe;
        foreach (var length in Lengths.Where(length => IsWhole(file.Info.Timeframe, length)))
        {
            if (length.ApproximateMilliseconds < last.ApproximateMilliseconds * LeastStep || !IsWhole(last, length)) continue;
            made._levels.Add(new CandleColumns(length));
            last = length;
        }
        var gaps = new List<(long, long)>();
        long? before = null;
        for (var row = 0; row < file.Info.Rows; row += Piece)
        {
            var bars = file.ReadBars(row, Math.Min(file.Info.Rows, row + Piece));
            if (!bars.Ok) return bars.Error!;
            made.Take(bars.Value);
            foreach (var time in bars.Value.OpenTimes)
            {
                if (before is { } end && time > end) gaps.Add((end, time));
                before = file.Info.Timeframe.End(time);
            }
        }
        foreach (var (finer, coarser) in made._levels.Zip(made._levels.Skip(1))) coarser.Add(finer, long.MinValue, long.MaxValue);
        made.Gaps = gaps;
        made.Coverage = Stretches(file.Info, gaps);
        return made;
    }

    /// <summary>The candles of a window: of the length asked for, else the coarsest that has one for each point; at most <see cref="MostCandles"/>.</summary>
    /// <param name="file">The file, for what is finer than what is kept.</param>
    /// <param name="from">Unix ms.</param>
    /// <param name="to">Exclusive, Unix ms.</param>
    /// <param name="points">Points there is room for, 1 or more.</param>
    /// <param name="asked">A length that is not <see cref="Refused"/>; null for the one that fits.</param>
    public Result<CandleColumns> Window(BarFile file, long from, long to, int points, Timeframe? asked = null)
    {
        var (first, end) = (Math.Max(from, Info.FirstTime), Math.Min(to, Info.Timeframe.End(Info.LastTime)));
        var span = Math.Max(0, end - first);
        if (asked is { } one) return TooMany(one, span, MostCandles) is { } tooMany ? tooMany : Made(file, one, one.Floor(first), end);
        var length = Info.Timeframe;
        foreach (var candidate in Lengths.Where(candidate => IsWhole(Info.Timeframe, candidate)))
        {
            var isNeeded = span / length.ApproximateMilliseconds > MostCandles;
            if (!isNeeded && span / candidate.ApproximateMilliseconds < points) break;
            length = candidate;
        }
        return Made(file, length, length.Floor(first), end);
    }

    Result<CandleColumns> Made(BarFile file, Timeframe length, long from, long to)
    {
        var candles = new CandleColumns(length);
        if (_levels.LastOrDefault(level => IsWhole(level.Timeframe, length)) is { } kept)
        {
            candles.Add(kept, from, to);
            return candles;
        }
        var (begin, end) = (file.RowAtOrAfter(from), file.RowAtOrAfter(to));
        if (!begin.Ok) return begin.Error!;
        if (!end.Ok) return end.Error!;
        if (begin.Value >= end.Value) return candles;
        var bars = file.ReadBars(begin.Value, end.Value);
        if (!bars.Ok) return bars.Error!;
        Add(candles, bars.Value);
        return candles;
    }

    void Take(ScaledBars bars)
    {
        if (_levels.Count > 0) Add(_levels[0], bars);
    }

    static void Add(CandleColumns candles, ScaledBars bars)
    {
        double[] Of(long[] units, int scale)
        {
            var values = new double[units.Length];
            ScaledBars.ToDoubles(units, scale, values);
            return values;
        }
        var (open, high, low, close, volume) = (Of(bars.Open, bars.PriceScale), Of(bars.High, bars.PriceScale), Of(bars.Low, bars.PriceScale), Of(bars.Close, bars.PriceScale), Of(bars.Volume, bars.VolumeScale));
        for (var i = 0; i < bars.Count; i++) candles.Add(bars.OpenTimes[i], open[i], high[i], low[i], close[i], volume[i]);
    }

    /// <summary>Why candles of one length cannot be made of another's; null where they can.</summary>
    /// <param name="own">What there is.</param>
    /// <param name="asked">What is asked for.</param>
    public static Error? Refused(Timeframe own, Timeframe asked) =>
        asked.CompareTo(own) < 0 ? Error.BadInput($"timeframe: {asked} is finer than the candles there are, {own}; expected {own} or longer")
        : IsWhole(own, asked) ? null
        : Error.BadInput($"timeframe: candles of {asked} cannot be made of those of {own}; expected a multiple of {own}");

    /// <summary>Why a window of candles is too long; null where it is not.</summary>
    /// <param name="length">Of a candle.</param>
    /// <param name="span">Of the window, ms.</param>
    /// <param name="most">Candles that are answered.</param>
    public static Error? TooMany(Timeframe length, long span, int most) =>
        span / length.ApproximateMilliseconds <= most ? null : Error.BadInput($"timeframe: the window holds {span / length.ApproximateMilliseconds} candles of {length}; expected a window of at most {most}, or a longer timeframe");

    // Whether periods of one length fill those of the other.
    static bool IsWhole(Timeframe finer, Timeframe coarser) => coarser.CompareTo(finer) >= 0 && (finer.Months, coarser.Months) switch
    {
        (0, 0) => coarser.Milliseconds % finer.Milliseconds == 0,
        (0, _) => 86_400_000 % finer.Milliseconds == 0,
        (_, 0) => false,
        _ => coarser.Months % finer.Months == 0,
    };

    static List<(long From, long To)> Stretches(BarFileInfo info, List<(long From, long To)> gaps)
    {
        if (info.Rows == 0) return [];
        var dividing = gaps.Count < MostStretches ? gaps : [.. gaps.OrderByDescending(gap => gap.To - gap.From).Take(MostStretches - 1).OrderBy(gap => gap.From)];
        var stretches = new List<(long, long)>();
        var begin = info.FirstTime;
        foreach (var (from, to) in dividing)
        {
            stretches.Add((begin, from));
            begin = to;
        }
        stretches.Add((begin, info.Timeframe.End(info.LastTime)));
        return stretches;
    }
}
