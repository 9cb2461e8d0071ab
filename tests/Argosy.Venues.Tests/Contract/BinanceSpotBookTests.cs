using Argosy.Core.Values;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance;
using Argosy.Venues.Wire;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Contract;

/// <summary>A live book against a real exchange on loopback that loses, repeats and reorders messages.</summary>
public sealed class BinanceSpotBookTests
{
    [Theory]
    [InlineData("drop")]
    [InlineData("duplicate")]
    [InlineData("reorder")]
    public async Task Book_AfterFaults_IsTheExchanges(string fault)
    {
        await using var venue = await StartAsync();
        await using var ear = new BookEar((BinanceSpot)venue.Market);
        for (var i = 0; i < 10; i++)
        {
            venue.Control("POST", $"/control/messages?stream=market&kind={fault}&count={1 + (i % 3)}");
            for (var step = 0; step < 6; step++) venue.Step(1_500);
            venue.Control("POST", "/control/clear");
            venue.Control("POST", $"/control/trade?symbol={Symbol}&price={venue.Below(0.001m)}&quantity=0.1");
            await ear.Equals(venue);
        }
        if (fault != "duplicate") Assert.True(ear.Outs > 0);
        else Assert.Equal(0, ear.Outs);
    }

    [Fact]
    public async Task Book_AfterCuts_IsTheExchanges_AndIsOutInBetween()
    {
        await using var venue = await StartAsync();
        await using var ear = new BookEar((BinanceSpot)venue.Market);
        await ear.Equals(venue);
        for (var cut = 1; cut <= 5; cut++)
        {
            venue.Control("POST", "/control/cut");
            venue.Step(5_000);
            await Until(() => ear.Outs >= cut, "the loss");
            await ear.Equals(venue);
        }
    }

    [Fact]
    public async Task Book_AtEveryState_IsTheExchanges_WhateverHappens()
    {
        await using var venue = await StartAsync();
        await using var ear = new BookEar((BinanceSpot)venue.Market);
        await ear.Equals(venue);
        var (chance, states) = (new SeededGenerator(5), new Dictionary<long, (decimal, decimal)>());
        for (var i = 0; i < 80; i++)
        {
            if (chance.NextIndex(2) == 0) venue.Control("POST", $"/control/messages?stream=market&kind={((string[])["drop", "duplicate", "reorder"])[chance.NextIndex(3)]}&count=1");
            if (chance.NextIndex(20) == 0) venue.Control("POST", "/control/cut");
            for (var step = chance.NextIndex(4); step >= 0; step--)
            {
                venue.Step(1 + chance.NextIndex(2_500));
                states[Sequence(venue)] = venue.Best();
            }
            // What is lost shows by what comes after it.
            venue.Control("POST", "/control/clear");
            venue.Control("POST", $"/control/trade?symbol={Symbol}&price={venue.Below(0.001m)}&quantity=0.1");
            await ear.Equals(venue);
            states[Sequence(venue)] = venue.Best();
        }
        Assert.All(ear.Seen.Where(state => states.ContainsKey(state.Sequence)), state => Assert.Equal(states[state.Sequence], (state.Bid, state.Ask)));
        Assert.Contains(ear.Seen, state => states.ContainsKey(state.Sequence));
        Assert.True(ear.Outs > 0);

        static long Sequence(ContractVenue venue) => (long)venue.Control("GET", $"/control/book?symbol={Symbol}")["updateId"]!;
    }

    static Task<ContractVenue> StartAsync() => ContractVenue.StartAsync(TestnetProtocol.Binance, new(), BinanceSpotContract.Make);

    sealed class BookEar : IBookListener, IAsyncDisposable
    {
        readonly CancellationTokenSource _stop = new();
        readonly Lock _gate = new();
        readonly List<(long Sequence, decimal Bid, decimal Ask)> _seen = [];
        readonly Task _running;
        decimal[] _levels = [];
        int _outs;

        public BookEar(BinanceSpot venue) => _running = venue.FollowBookAsync(Instrument, this, _stop.Token);

        public int Outs => Volatile.Read(ref _outs);

        public (long Sequence, decimal Bid, decimal Ask)[] Seen
        {
            get
            {
                lock (_gate) return [.. _seen];
            }
        }

        public void OnBook(string instrument, PriceBook book, long sequence, long time)
        {
            lock (_gate)
            {
                Assert.False(book.IsCrossed);
                _levels = [.. book.Bids.Concat(book.Asks).SelectMany(level => (decimal[])[level.Price, level.Quantity])];
                _seen.Add((sequence, book.Bids[0].Price, book.Asks[0].Price));
            }
        }

        public void OnOut(string instrument, string reason)
        {
            lock (_gate) _levels = [];
            Interlocked.Increment(ref _outs);
        }

        /// <summary>Waits for the book to stand where the exchange's does: every level of it.</summary>
        public Task Equals(ContractVenue venue)
        {
            return Until(
                () =>
                {
                    var book = venue.Control("GET", $"/control/book?symbol={Symbol}");
                    var expected = ((string[])["bids", "asks"]).SelectMany(side => book[side]!.AsArray()).SelectMany(level => level!.AsArray()).Select(figure => Figure(figure!));
                    lock (_gate) return _levels.SequenceEqual(expected);
                }, "the exchange's book");
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
