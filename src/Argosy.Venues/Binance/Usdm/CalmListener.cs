using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Brings what several sockets tell to one listener, one call at a time.</summary>
/// <param name="listener">Hears it.</param>
/// <param name="sockets">How many there are: only when all stand is everything caught up.</param>
internal sealed class CalmListener(IMarketListener listener, int sockets) : IMarketListener
{
    readonly Lock _gate = new();
    int _standing;

    public void OnBar(string instrument, in VenueBar bar, bool isClosed)
    {
        lock (_gate) listener.OnBar(instrument, bar, isClosed);
    }

    public void OnTrade(string instrument, in TradeTick trade)
    {
        lock (_gate) listener.OnTrade(instrument, trade);
    }

    public void OnQuote(string instrument, in QuoteTick quote)
    {
        lock (_gate) listener.OnQuote(instrument, quote);
    }

    public void OnRehearsal()
    {
        lock (_gate) listener.OnRehearsal();
    }

    /// <summary>One more socket does not stand.</summary>
    public void OnLost(string reason)
    {
        lock (_gate) listener.OnLost(reason);
    }

    /// <summary>A socket stands that did not.</summary>
    public void OnCaughtUp()
    {
        lock (_gate)
        {
            if (++_standing == sockets) listener.OnCaughtUp();
        }
    }

    /// <summary>A socket that stood fell.</summary>
    public void Fell()
    {
        lock (_gate) _standing--;
    }
}
