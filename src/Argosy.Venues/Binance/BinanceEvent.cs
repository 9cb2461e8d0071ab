namespace Argosy.Venues.Binance;

/// <summary>What a Binance frame is about.</summary>
public enum BinanceEvent : byte
{
    /// <summary>Something that is not read here: an answer, a ticker.</summary>
    Other,
    /// <summary>Not a JSON object.</summary>
    Broken,
    /// <summary>A trade or aggregated trade.</summary>
    Trade,
    /// <summary>A candle as it stands.</summary>
    Kline,
    /// <summary>A change of the book.</summary>
    Depth,
    /// <summary>Best bid and ask.</summary>
    Quote,
    /// <summary>An order of the account: executionReport or ORDER_TRADE_UPDATE.</summary>
    Order,
    /// <summary>Balances of the account: outboundAccountPosition.</summary>
    Balances,
    /// <summary>Balances and positions of a futures account: ACCOUNT_UPDATE.</summary>
    Account,
    /// <summary>Something that is no order moved the account: balanceUpdate, externalLockUpdate, MARGIN_CALL, ACCOUNT_CONFIG_UPDATE.</summary>
    Moved,
    /// <summary>The key of a user stream ended: connect anew.</summary>
    KeyExpired,
    /// <summary>A conditional order of a futures account: ALGO_UPDATE.</summary>
    Algo,
}
