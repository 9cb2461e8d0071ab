using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Testnet.Markets;

/// <summary>Recorded bars as trades: open, the nearer extreme, the other one, close; a quarter of the volume each.</summary>
/// <param name="bars">What to replay.</param>
/// <param name="first">Index of the first bar.</param>
/// <param name="shift">Added to recorded times, ms.</param>
internal sealed class BarSource(BarColumns bars, int first, long shift) : IPriceSource
{
    const int Points = 4;

    int _bar = first, _point;

    public Print? Peek()
    {
        if (_bar >= bars.Count) return null;
        var (open, length) = (bars.OpenTimes[_bar], bars.CloseTime(_bar) - bars.OpenTimes[_bar]);
        var rises = bars.Close[_bar] >= bars.Open[_bar];
        var price = _point switch
        {
            0 => bars.Open[_bar],
            1 => rises ? bars.Low[_bar] : bars.High[_bar],
            2 => rises ? bars.High[_bar] : bars.Low[_bar],
            _ => bars.Close[_bar],
        };
        // The last trade stands one millisecond before the end.
        var time = _point == Points - 1 ? open + length - 1 : open + (length * _point / Points);
        var quantity = Exact.Round((decimal)bars.Volume[_bar] / Points, 8);
        var exact = Exact.FromUnits(Exact.ToUnits(price, bars.PriceScale), bars.PriceScale);
        return new Print(time + shift, exact, bars.VolumeInQuote ? quantity / exact : quantity, (_point == 1) == rises ? Side.Sell : Side.Buy);
    }

    public void Take()
    {
        if (++_point < Points) return;
        _point = 0;
        _bar++;
    }
}
