using Argosy.Core.Values;
using Argosy.Venues.Wire;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>A live book of the futures testnet, whose sequence follows other rules than spot's.</summary>
public sealed class UsdmBookTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Book_OverLossesAndCuts_IsTheExchanges(ulong seed)
    {
        await using var venue = await UsdmVenue.StartAsync();
        var (ear, chance) = (new Ear(), new SeededGenerator(seed));
        using var stop = new CancellationTokenSource();
        var running = venue.Adapter.FollowBookAsync(UsdmVenue.Instrument, ear, stop.Token);
        for (var i = 0; i < 15; i++)
        {
            if (i % 5 == 4) venue.Testnet.Control("POST", "/control/cut");
            venue.Testnet.Control("POST", $"/control/messages?stream=market&kind={((string[])["drop", "duplicate", "reorder"])[i % 3]}&count={1 + chance.NextIndex(3)}");
            for (var step = 0; step < 5; step++) venue.Testnet.Step(1 + chance.NextIndex(2_500));
            venue.Testnet.Control("POST", "/control/clear");
            venue.Trade(venue.Testnet.Below(0.001m));
            // A reconnection waits, and that lets exchange time pass: the exchange is asked each time.
            await Until(() => ear.Levels is { Length: > 0 } levels && levels.SequenceEqual(Book()), "the exchange's book");
        }
        Assert.True(ear.Outs > 0);
        await stop.CancelAsync();
        await running;

        decimal[] Book()
        {
            var book = venue.Testnet.Control("GET", $"/control/book?symbol={UsdmVenue.Symbol}");
            return [.. ((string[])["bids", "asks"]).SelectMany(side => book[side]!.AsArray()).SelectMany(level => level!.AsArray()).Select(figure => Figure(figure!))];
        }
    }

    sealed class Ear : IBookListener
    {
        volatile decimal[] _levels = [];
        int _outs;

        public decimal[] Levels => _levels;

        public int Outs => Volatile.Read(ref _outs);

        public void OnBook(string instrument, PriceBook book, long sequence, long time)
        {
            Assert.False(book.IsCrossed);
            _levels = [.. book.Bids.Concat(book.Asks).SelectMany(level => (decimal[])[level.Price, level.Quantity])];
        }

        public void OnOut(string instrument, string reason)
        {
            _levels = [];
            Interlocked.Increment(ref _outs);
        }
    }
}
