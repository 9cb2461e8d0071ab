using Argosy.Core.Values;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Orders;

public sealed class ClientOrderIdTests
{
    [Fact]
    public void Text_Is18LettersAndDigitsAndComesBack()
    {
        var random = new SeededGenerator(41);
        for (var i = 0; i < 20_000; i++)
        {
            var id = Any(random);
            var text = id.ToString();
            Assert.Matches("^[a-z0-9]{18}$", text);
            Assert.True(ClientOrderId.TryParse(text, out var back));
            Assert.Equal(id, back);
        }
    }

    [Fact]
    public void Text_AnyEighteenLettersAndDigits_RoundTrips()
    {
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var random = new SeededGenerator(42);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 18).Select(place => digits[random.NextIndex(place == 7 ? 35 : 36)]));
            Assert.True(ClientOrderId.TryParse(text, out var id), text);
            Assert.Equal(text, id.ToString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000000")]
    [InlineData("0000000000000000000")]
    [InlineData("00000000000000000A")]
    [InlineData("0000-0000000000000")]
    [InlineData("x-R4BD3S82abcdefgh")]
    [InlineData("00000000000000000é")]
    public void TryParse_WhatWeNeverMake_IsRefused(string? text) => Assert.False(ClientOrderId.TryParse(text, out _));

    [Fact]
    public void Extremes_FitTheirPlaces()
    {
        var last = new ClientOrderId(ClientOrderId.MaxInstallation, ClientOrderId.MaxDeployment, ClientOrderId.MaxEpoch, ClientOrderId.MaxCounter, ClientOrderId.MaxAttempt);
        Assert.Equal("zzzzzzzzik0zjzzzzz", last.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => last.NextAttempt());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClientOrderId(0, ClientOrderId.MaxDeployment + 1, 0, 0, 0));
    }

    [Fact]
    public void Ids_AcrossStartsCrashesAndRestores_AreNeverGivenTwice()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            var random = new SeededGenerator(seed);
            var given = new HashSet<string>(StringComparer.Ordinal);
            var now = 1_790_000_000_000 + random.NextIndex(1_000_000);
            var (known, backup) = (-1, -1);
            for (var start = 0; start < 60; start++)
            {
                now += EpochRule.StepMs + random.NextIndex(60_000);
                // A restored backup knows only the epoch of its day.
                if (random.NextIndex(6) == 0) known = backup;
                known = EpochRule.Next(known, now);
                if (random.NextIndex(4) == 0) backup = known;
                var ids = new ClientOrderIds(7, 3, known);
                for (var i = random.NextIndex(5); i >= 0; i--)
                {
                    var id = ids.Next();
                    Assert.True(given.Add(id.ToString()), $"seed {seed}: {id} was given twice");
                    if (random.NextIndex(3) == 0) Assert.True(given.Add(ids.NextAttempt(id).ToString()), $"seed {seed}: an attempt was given twice");
                }
            }
        }
    }

    [Fact]
    public void Epoch_ClockGoesBack_StillGrows()
    {
        var first = EpochRule.Next(-1, 1_790_000_000_000);
        Assert.Equal(first + 1, EpochRule.Next(first, 1_700_000_000_000));
    }

    [Fact]
    public void NextAttempt_InALaterEpoch_TakesANewCounter()
    {
        var old = new ClientOrderIds(7, 3, 10).Next();
        var ids = new ClientOrderIds(7, 3, 11);
        var again = ids.NextAttempt(old);
        Assert.Equal((11, 0, 1), (again.Epoch, again.Counter, again.Attempt));
        Assert.NotEqual(again.Counter, ids.Next().Counter);
    }

    static ClientOrderId Any(SeededGenerator random) => new(
        random.NextIndex(ClientOrderId.MaxInstallation + 1), random.NextIndex(ClientOrderId.MaxDeployment + 1), random.NextIndex(ClientOrderId.MaxEpoch),
        random.NextIndex(ClientOrderId.MaxCounter + 1), random.NextIndex(ClientOrderId.MaxAttempt + 1));
}
