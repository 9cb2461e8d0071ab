namespace Argosy.Venues.Wire;

/// <summary>Hears an order book, one call at a time, on the thread that read the frame.</summary>
public interface IBookListener
{
    /// <summary>The book as it stands.</summary>
    /// <param name="instrument">Base and quote asset.</param>
    /// <param name="book">Its levels; changes after the call.</param>
    /// <param name="sequence">The venue's number of this state.</param>
    /// <param name="time">When, Unix ms by the venue's clock.</param>
    void OnBook(string instrument, PriceBook book, long sequence, long time);

    /// <summary>Something was missed: no book may be relied on until the next <see cref="OnBook"/>.</summary>
    /// <param name="instrument">Base and quote asset.</param>
    /// <param name="reason">Why.</param>
    void OnOut(string instrument, string reason);
}
