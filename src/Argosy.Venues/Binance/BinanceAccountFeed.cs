using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance;

/// <summary>Turns the account's frames into calls of a listener. A frame that cannot be read ends the connection: opening it again leads to everything being asked for.</summary>
/// <param name="listener">Hears the account.</param>
/// <param name="reader">Reads its frames.</param>
/// <param name="moved">Called first where something else than an order moved the account.</param>
internal sealed class BinanceAccountFeed(IAccountListener listener, BinanceAccountReader reader, Action moved)
{
    /// <summary>Takes one frame.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or the venue ended the stream.</exception>
    public void Frame(ReadOnlySpan<byte> frame)
    {
        switch (BinanceReader.KindOf(frame, out var body))
        {
            case BinanceEvent.Order:
                if (!reader.TryOrder(body, out var update)) throw new InvalidDataException("an order of the account's stream could not be read");
                listener.OnOrder(update!);
                break;
            case BinanceEvent.Moved or BinanceEvent.Account:
                moved();
                listener.OnAccountMoved();
                break;
            case BinanceEvent.KeyExpired:
                throw new InvalidDataException("the venue ended the account's stream");
            case BinanceEvent.Broken:
                throw new InvalidDataException("a frame of the account's stream could not be read");
            // Balances follow from orders; the rest is not about the account.
            case BinanceEvent.Other or BinanceEvent.Algo or BinanceEvent.Balances or BinanceEvent.Trade or BinanceEvent.Kline or BinanceEvent.Depth or BinanceEvent.Quote:
                break;
        }
    }
}
