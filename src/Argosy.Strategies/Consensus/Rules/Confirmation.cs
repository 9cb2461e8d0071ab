using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>A pattern at once, or confirmed: it stood on the candle before and this one closes in its direction.</summary>
struct Confirmation(bool confirmed, int direction)
{
    bool _before;

    /// <summary>Whether the pattern speaks at this bar.</summary>
    public bool Push(bool found, in Bar bar)
    {
        var before = _before;
        _before = found;
        return confirmed ? before && Near.Compare(bar.Close, bar.Open) == direction : found;
    }
}
