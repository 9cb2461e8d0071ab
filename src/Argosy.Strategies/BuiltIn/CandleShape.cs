using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Candle patterns: high above low, a body, and shadows measured by it.</summary>
/// <remarks>
/// Every rule is written as a comparison of sums of prices (lower ≥ 2·body is 3·bottom ≥ 2·top + low): differences of prices
/// would lose the digits that the tolerance of <see cref="Near"/> counts on.
/// </remarks>
static class CandleShape
{
    /// <summary>Lower shadow at least twice the body, upper at most half of it.</summary>
    public static bool IsHammer(in Bar bar)
    {
        var (bottom, top) = Body(in bar);
        return HasBody(in bar) && !Near.Below(3 * bottom, (2 * top) + bar.Low) && !Near.Above((2 * bar.High) + bottom, 3 * top);
    }

    /// <summary>Upper shadow at least one and a half times the body, lower at most half of it.</summary>
    public static bool IsShootingStar(in Bar bar)
    {
        var (bottom, top) = Body(in bar);
        return HasBody(in bar) && !Near.Below((2 * bar.High) + (3 * bottom), 5 * top) && !Near.Above(3 * bottom, top + (2 * bar.Low));
    }

    /// <summary>1 for a rising body that engulfs the falling one before it, −1 for the reverse, 0 for neither.</summary>
    public static int Engulfing(in Bar previous, in Bar current)
    {
        var direction = Near.Compare(current.Close, current.Open);
        if (direction == 0 || Near.Compare(previous.Close, previous.Open) != -direction) return 0;
        var opensBeyond = Near.Compare(previous.Close, current.Open) != -direction;
        var closesBeyond = Near.Compare(current.Close, previous.Open) != -direction;
        // current body > previous body
        var isGreater = Near.Compare(current.Close + previous.Close, current.Open + previous.Open) == direction;
        return opensBeyond && closesBeyond && isGreater ? direction : 0;
    }

    static bool HasBody(in Bar bar) => Near.Above(bar.High, bar.Low) && Near.Compare(bar.Open, bar.Close) != 0;

    static (double Bottom, double Top) Body(in Bar bar) => bar.Open < bar.Close ? (bar.Open, bar.Close) : (bar.Close, bar.Open);
}
