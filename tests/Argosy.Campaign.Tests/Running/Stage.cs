using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Testnet.Hosting;
using Argosy.Testnet.Markets;

namespace Argosy.Campaign.Tests.Running;

/// <summary>What a seeded run plays on: virtual time, chance, faults, and the stand-in exchange with one market.</summary>
internal sealed class Stage
{
    /// <summary>The market, as the exchange and as bots call it.</summary>
    public const string Symbol = "BTCUSDT", Name = "BTC/USDT";

    public Stage(VirtualClock clock, SeededGenerator random, NetworkFaults faults, TestnetProtocol protocol) =>
        (Clock, Random, Faults, Exchange) = (clock, random, faults, new VirtualExchange(clock, random, protocol, faults));

    public VirtualClock Clock { get; }

    public SeededGenerator Random { get; }

    public NetworkFaults Faults { get; }

    public VirtualExchange Exchange { get; }

    public SymbolMarket Market => Exchange.Exchange.State.Markets[Symbol];

    public Instrument Instrument => new(Market.Rules.Base, Market.Rules.Quote, Market.Rules.Price(1), Market.Rules.Quantity(1), 5m, 2);

    /// <summary>A spot exchange; its faults are drawn unless given.</summary>
    public static Stage Spot(ulong seed, NetworkFaults? faults)
    {
        var random = new SeededGenerator(seed);
        return new Stage(new VirtualClock(), random, faults ?? NetworkFaults.Draw(random), TestnetProtocol.Binance);
    }
}
