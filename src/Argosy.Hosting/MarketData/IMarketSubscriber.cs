using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>Who hears a stream that others hear, too.</summary>
public interface IMarketSubscriber : IMarketListener
{
    /// <summary>Names of the instruments wanted.</summary>
    IReadOnlyList<string> Instruments { get; }

    /// <summary>Open time of the first candle wanted, Unix ms; null for live ones only.</summary>
    long? From { get; }

    /// <summary>The stream is about to begin with the first candle wanted: nothing lies between what was known before and what comes now.</summary>
    Task OnBeginAsync();

    /// <summary>The market has no more: it was recorded and is at its end.</summary>
    void OnEnded();
}
