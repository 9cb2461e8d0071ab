using Argosy.Core.Values;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Reconciling;

/// <summary>Books drop names of old movements, and book none twice for it.</summary>
public sealed class ForgettingTests
{
    const int Window = 100;

    [Fact]
    public void AMovementThatIsOld_IsKnownByItsAge()
    {
        var books = new AccountBooks();
        var (old, recent) = (Deposit("a", 10), Deposit("b", 20));
        Assert.True(books.Take(old) && books.Take(recent));
        books.Forget(20);
        Assert.Equal((false, true, 20L, 20L), (books.Knows("a", FlowKind.Deposit, "USDT"), books.Knows("b", FlowKind.Deposit, "USDT"), books.KnownBefore, books.Newest));
        Assert.False(books.Take(old));
        Assert.False(books.Take(recent));
        Assert.Equal(2m, books.Foreign("USDT"));
        books.Forget(5);
        Assert.Equal(20, books.KnownBefore);
        // An execution nobody had heard of counts, however old: once.
        var late = new VenueFlow("c", FlowKind.OwnTrade, "USDT", 4m, 1, "BTC/USDT", "alpha");
        Assert.Equal((true, false, false), (books.Take(late, isNew: true), books.Take(late, isNew: true), books.Take(late)));
        Assert.Equal(4m, books.Own("alpha", "USDT"));
    }

    // Told in any order within a window, told again at any time, dropped, kept and taken up at any moment.
    [Fact]
    public void ToldAgainAtAnyTime_CountsOnce()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var random = new SeededGenerator(seed);
            var flows = Enumerable.Range(0, 400).Select(i => Deposit($"f{i}", (i * 10) + random.NextIndex(30))).ToArray();
            var (books, kept, expected) = (new AccountBooks(), new List<BookState>(), 0m);
            for (var i = 0; i < flows.Length; i++)
            {
                Assert.True(books.Take(flows[i]), $"seed {seed}: {flows[i]} counted as known");
                expected += flows[i].Amount;
                for (var again = 0; again < 3; again++) Assert.False(books.Take(flows[random.NextIndex(i + 1)]), $"seed {seed}");
                switch (random.NextIndex(8))
                {
                    case 0:
                        books.Forget(books.Newest - Window);
                        kept = [books.State()];
                        books.Kept();
                        break;
                    case 1 when kept.Count > 0:
                        kept.Add(books.Latest());
                        books.Kept();
                        break;
                    case 2 when kept.Count > 0:
                        kept.Add(books.Latest());
                        books = AccountBooks.Of(kept[^1] with { Seen = [.. kept.SelectMany(state => state.Seen)] });
                        break;
                }
                Assert.Equal(expected, books.Foreign("USDT"));
            }
            books.Forget(books.Newest - Window);
            Assert.InRange(books.State().Seen.Count, 1, (Window / 10) + 3);
        }
    }

    [Fact]
    public void Latest_NamesOnlyWhatCameSinceItWasKept()
    {
        var books = new AccountBooks();
        books.Take(Deposit("a", 10));
        Assert.Equal(["a"], books.Latest().Seen.Select(seen => seen.Id));
        // Until somebody says that it is durable it is told again.
        Assert.Equal(["a"], books.Latest().Seen.Select(seen => seen.Id));
        books.Kept();
        books.Take(Deposit("b", 20));
        Assert.Equal(["b"], books.Latest().Seen.Select(seen => seen.Id));
        Assert.Equal(["a", "b"], books.State().Seen.Select(seen => seen.Id).Order(StringComparer.Ordinal));
    }

    static VenueFlow Deposit(string id, long time) => new(id, FlowKind.Deposit, "USDT", 1m, time);
}
