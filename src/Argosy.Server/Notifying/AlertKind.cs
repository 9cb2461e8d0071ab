namespace Argosy.Server.Notifying;

/// <summary>What an alert is about, as far as somebody chooses what to be told of.</summary>
public enum AlertKind
{
    /// <summary>Orders, fills and positions that are not as they should be.</summary>
    Orders,
    /// <summary>Bots and deployments that cannot go on.</summary>
    Bots,
    /// <summary>Venues: streams, clocks, instruments.</summary>
    Venues,
    /// <summary>The kill switch.</summary>
    KillSwitch,
    /// <summary>The server itself: database, audit log, faults.</summary>
    Server,
}

/// <summary>Which kind a code is of.</summary>
internal static class AlertKinds
{
    /// <summary>The kind of an alert's code; the server's where nobody said another, so that a new code is told by default.</summary>
    public static AlertKind Of(string code) => code switch
    {
        "exit-refused" or "exit-cancelled" or "change-refused" or "foreign-order" or "foreign-trade" or "foreign-netting" or "over-fill" or "order-journal" or "unexplained" or "reconciled" or "venue-close" => AlertKind.Orders,
        "bot-disabled" or "deployment" or "schedule" or "trades" or "demo" or "prepare" => AlertKind.Bots,
        "stream" or "stream-lost" or "account-stream" or "venue" or "clock" or "books" or "http" or "unknown-instrument" or "desk-fault" => AlertKind.Venues,
        "kill-switch" => AlertKind.KillSwitch,
        _ => AlertKind.Server,
    };
}
