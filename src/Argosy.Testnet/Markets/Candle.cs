namespace Argosy.Testnet.Markets;

/// <summary>A candle, open or closed.</summary>
internal sealed class Candle
{
    public required long OpenTime { get; init; }

    /// <summary>The last millisecond of it.</summary>
    public required long CloseTime { get; init; }

    public decimal Open { get; set; }

    public decimal High { get; set; }

    public decimal Low { get; set; }

    public decimal Close { get; set; }

    public decimal Volume { get; set; }

    public decimal Quote { get; set; }

    public decimal TakerVolume { get; set; }

    public decimal TakerQuote { get; set; }

    public long FirstTrade { get; set; } = -1;

    public long LastTrade { get; set; } = -1;

    public int Trades { get; set; }

    public void Add(in PublicTrade trade)
    {
        // A candle opens with its first trade; until then it stands at the last close.
        if (Trades == 0) (Open, High, Low) = (trade.Price, trade.Price, trade.Price);
        High = Math.Max(High, trade.Price);
        Low = Math.Min(Low, trade.Price);
        Close = trade.Price;
        Volume += trade.Quantity;
        Quote += trade.Quote;
        if (!trade.BuyerIsMaker)
        {
            TakerVolume += trade.Quantity;
            TakerQuote += trade.Quote;
        }
        if (FirstTrade < 0) FirstTrade = trade.Id;
        LastTrade = trade.Id;
        Trades++;
    }
}
