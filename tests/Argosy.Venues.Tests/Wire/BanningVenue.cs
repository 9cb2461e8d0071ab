using Argosy.Core.Values;

namespace Argosy.Venues.Tests.Wire;

/// <summary>A venue that counts weight in minutes of its own clock, answers 429 beyond its limit and bans who goes on before the minute is over; what was on its way when it refused is only refused.</summary>
internal sealed class BanningVenue(int capacity, long lengthMs, SeededGenerator chance)
{
    long _minute = -1;
    long _refusedUntil = -1;
    long _refusedAt = -1;

    /// <summary>Longest way of a request, ms.</summary>
    public const int OnTheWay = 1500;

    public int Used { get; private set; }

    public int Refused { get; private set; }

    public int Banned { get; private set; }

    /// <summary>Whether the request was served; if not, the pause told.</summary>
    public (bool Served, long RetryAfterMs) Ask(int weight, long time)
    {
        if (time / lengthMs != _minute) (_minute, Used) = (time / lengthMs, 0);
        if (time < _refusedUntil && time <= _refusedAt + OnTheWay)
        {
            Refused++;
            return (false, _refusedUntil - time);
        }
        if (time < _refusedUntil)
        {
            Banned++;
            return (false, 120_000);
        }
        Used += weight;
        if (Used <= capacity) return (true, 0);
        Refused++;
        var left = ((_minute + 1) * lengthMs) - time;
        (_refusedAt, _refusedUntil) = (time, time + left);
        return (false, left + chance.NextIndex(1000));
    }

    /// <summary>Another program at the same address.</summary>
    public void Stranger(int weight, long time)
    {
        if (time / lengthMs != _minute) (_minute, Used) = (time / lengthMs, 0);
        Used += weight;
    }
}
