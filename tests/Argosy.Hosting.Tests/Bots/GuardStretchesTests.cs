using Argosy.Core.Links;
using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Tests.Bots;

public sealed class GuardStretchesTests
{
    readonly GuardStretches _stretches = new([BotRig.Btc]);

    [Fact]
    public void AStretch_LastsFromTripToTheFirstWordThatItIsOver()
    {
        Hear(10, Stand("max-drawdown:10%", -1, null));
        Hear(20, Stand("max-drawdown:10%", -1, 20));
        Hear(30, Stand("max-drawdown:10%", -1, 20));
        Assert.Equal([new GuardStretch("max-drawdown:10%", null, 20, null, null)], _stretches.All);
        Hear(40, Stand("max-drawdown:10%", -1, null));
        Hear(60, Stand("max-drawdown:10%", -1, 60));
        Assert.Equal([new GuardStretch("max-drawdown:10%", null, 20, 40, null), new GuardStretch("max-drawdown:10%", null, 60, null, null)], _stretches.All);
    }

    [Fact]
    public void ATimeThatHasPassed_EndsIt_WhenTheRunWasToldNothingBetween()
    {
        Hear(20, Stand("cooldown:1h", 0, 20, until: 35));
        Hear(90, Stand("cooldown:1h", 0, null));
        Assert.Equal([new GuardStretch("cooldown:1h", "BTC/USDT", 20, 35, 35)], _stretches.All);
    }

    [Fact]
    public void RulesAndInstruments_HaveTheirOwn()
    {
        Hear(20, Stand("cooldown:1h", 0, 20, until: 50), Stand("max-drawdown:10%", -1, 20));
        Hear(30, Stand("cooldown:1h", 0, 20, until: 70), Stand("max-drawdown:10%", -1, null));
        Assert.Equal([new GuardStretch("cooldown:1h", "BTC/USDT", 20, null, 70), new GuardStretch("max-drawdown:10%", null, 20, 30, null)], _stretches.All);
    }

    [Fact]
    public void WhatARebuiltWorkerSaysAgain_IsNoSecondStretch()
    {
        Hear(20, Stand("cooldown:1h", 0, 20, until: 50));
        Hear(25, Stand("cooldown:1h", 0, null));
        Hear(25, Stand("cooldown:1h", 0, 20, until: 50));
        Assert.Equal([new GuardStretch("cooldown:1h", "BTC/USDT", 20, null, 50)], _stretches.All);
    }

    [Fact]
    public void OfVeryMany_TheNewestAreKept()
    {
        for (var i = 0; i < GuardStretches.Most + 5; i++)
        {
            Hear(10 * i, Stand("cooldown:1h", 0, 10 * i));
            Hear((10 * i) + 5, Stand("cooldown:1h", 0, null));
        }
        Assert.Equal((GuardStretches.Most, 50L), (_stretches.All.Count, _stretches.All[0].From));
    }

    void Hear(long time, params RuleStand[] rules) => _stretches.Hear(rules, time);

    static RuleStand Stand(string rule, short instrument, long? tripped, long? until = null) => new(rule, instrument, 1m, RuleUnit.Ratio, tripped is not null, null, until, tripped);
}
