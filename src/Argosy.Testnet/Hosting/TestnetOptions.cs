namespace Argosy.Testnet.Hosting;

/// <summary>What kind of exchange runs, on which market.</summary>
public sealed record TestnetOptions
{
    /// <summary>API key of the account there is from the start.</summary>
    public const string DefaultKey = "argosy-test-key";

    /// <summary>Secret of that key.</summary>
    public const string DefaultSecret = "argosy-test-secret";

    /// <summary>The exchange it answers like.</summary>
    public TestnetProtocol Protocol { get; init; }

    /// <summary>Port on loopback, 0..65535; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>Port of the control API on loopback, 0..65535; 0 lets the system choose.</summary>
    public int ControlPort { get; init; }

    /// <summary>Where the certificate goes (PEM) that clients have to trust; the exchange then speaks https and wss. Null for http and ws.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Recorded candles: files of any known format or names of the catalogue, one a symbol; none for synthetic markets.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Recorded trades: one file a symbol.</summary>
    public IReadOnlyList<string> Trades { get; init; } = [];

    /// <summary>Seed of synthetic order flow and of the quotes around recorded prices.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Exchange seconds a real second, 0 or more; 0 lets the control API alone move time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Exchange time at the start, Unix ms; null for now, or for 2023-11-14 22:13:20 UTC where time stands.</summary>
    public long? Start { get; init; }

    /// <summary>One-minute bars of history before the start, 0 or more.</summary>
    public int History { get; init; } = 1000;

    /// <summary>Mean time between trades of a synthetic market, exchange ms, 1 or more.</summary>
    public int TradeGapMs { get; init; } = 1000;
}

/// <summary>Exchanges that can be stood in for.</summary>
public enum TestnetProtocol
{
    /// <summary>Binance spot.</summary>
    Binance,
    /// <summary>Binance USD-M futures.</summary>
    BinanceFutures,
}
