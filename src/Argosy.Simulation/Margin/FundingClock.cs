namespace Argosy.Simulation.Margin;

/// <summary>Which settlement of funding is due next.</summary>
sealed class FundingClock(FundingRates rates)
{
    int _next;

    /// <summary>When, Unix ms; <see cref="long.MaxValue"/> after the last.</summary>
    public long NextTime => _next < rates.Count ? rates.Time(_next) : long.MaxValue;

    /// <summary>The rate due at an instant, or null; what lies before it is passed by.</summary>
    public decimal? Due(long time)
    {
        while (_next < rates.Count && rates.Time(_next) < time) _next++;
        return NextTime == time ? rates.Rate(_next++) : null;
    }
}
