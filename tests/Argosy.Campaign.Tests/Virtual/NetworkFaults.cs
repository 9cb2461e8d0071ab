using Argosy.Core.Values;

namespace Argosy.Campaign.Tests.Virtual;

/// <summary>How often what goes wrong on the way to the exchange and back, as shares of requests, messages or seconds.</summary>
internal sealed record NetworkFaults
{
    /// <summary>The connection breaks before the exchange sees the request.</summary>
    public double CutBefore { get; init; }

    /// <summary>The exchange carries the request out, then the connection breaks.</summary>
    public double CutAfter { get; init; }

    /// <summary>No answer ever, the request is lost.</summary>
    public double HangBefore { get; init; }

    /// <summary>No answer ever, the request was carried out.</summary>
    public double HangAfter { get; init; }

    /// <summary>503 or 502 instead of the request.</summary>
    public double StatusBefore { get; init; }

    /// <summary>503 or 504 although the request was carried out.</summary>
    public double StatusAfter { get; init; }

    /// <summary>The request is under way for seconds, its receive window may be over.</summary>
    public double LateBefore { get; init; }

    /// <summary>The answer is under way for seconds.</summary>
    public double LateAfter { get; init; }

    /// <summary>A second brings a cut of all sockets.</summary>
    public double SocketCut { get; init; }

    /// <summary>A connection cannot be opened.</summary>
    public double NoConnection { get; init; }

    /// <summary>A second brings lost pushes of the user stream.</summary>
    public double PushLost { get; init; }

    /// <summary>A second brings doubled pushes.</summary>
    public double PushDoubled { get; init; }

    /// <summary>A second brings pushes in the wrong order.</summary>
    public double PushReordered { get; init; }

    /// <summary>A second begins a maintenance of 3 to 20 s.</summary>
    public double Maintenance { get; init; }

    /// <summary>A second sets the exchange's clock otherwise, by at most 2 s.</summary>
    public double ClockStep { get; init; }

    /// <summary>A second takes the market's liquidity away, or gives it back: partial fills.</summary>
    public double Liquidity { get; init; }

    /// <summary>A second ends the host with kill −9.</summary>
    public double Kill { get; init; }

    /// <summary>Longest ordinary way of a request or a push, ms.</summary>
    public int WayMs { get; init; } = 60;

    /// <summary>Each fault is absent, rare or frequent.</summary>
    public static NetworkFaults Draw(SeededGenerator random)
    {
        double Share(double rare, double often) => random.NextIndex(3) switch { 0 => 0, 1 => rare, _ => often };
        return new NetworkFaults
        {
            CutBefore = Share(0.01, 0.08),
            CutAfter = Share(0.01, 0.08),
            HangBefore = Share(0.005, 0.04),
            HangAfter = Share(0.005, 0.04),
            StatusBefore = Share(0.01, 0.06),
            StatusAfter = Share(0.01, 0.06),
            LateBefore = Share(0.01, 0.06),
            LateAfter = Share(0.01, 0.06),
            SocketCut = Share(0.005, 0.05),
            NoConnection = Share(0.05, 0.4),
            PushLost = Share(0.01, 0.08),
            PushDoubled = Share(0.02, 0.1),
            PushReordered = Share(0.02, 0.1),
            Maintenance = Share(0.002, 0.01),
            ClockStep = Share(0.002, 0.02),
            Liquidity = Share(0.02, 0.1),
            Kill = Share(0.005, 0.04),
            WayMs = 5 + random.NextIndex(200),
        };
    }
}
