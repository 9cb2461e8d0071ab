using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <summary>Seats strategies in a run: a portfolio strategy has one instance, any other has one for each instrument, in the run's order.</summary>
static class Seating
{
    /// <summary>Books the strategies need.</summary>
    public static int BookCount(IReadOnlyList<StrategySlot> strategies, int instruments)
    {
        Invariant.Check(strategies.Count > 0, "a run has at least one strategy");
        var books = 0;
        for (var k = 0; k < strategies.Count; books++) k += strategies[k].SeesAllInstruments ? 1 : instruments;
        return books;
    }

    /// <summary>Gives each strategy its contexts in the order of its books, then starts them by instrument.</summary>
    public static void Start(TradingEngine engine, IReadOnlyList<StrategySlot> strategies, Delivery[] deliveries)
    {
        var instruments = engine.Instruments.Length;
        short book = 0;
        for (var k = 0; k < strategies.Count; book++)
        {
            var slot = strategies[k];
            slot.Contexts = new StrategyContext[instruments];
            if (!slot.SeesAllInstruments) Invariant.Check(k + instruments <= strategies.Count, "a strategy has an instance for each instrument");
            for (short i = 0; i < instruments; i++)
            {
                var own = slot.SeesAllInstruments ? slot : strategies[k++];
                var context = new StrategyContext(engine, own, book, i, deliveries[i].Base);
                if (slot.SeesAllInstruments) slot.Contexts[i] = context;
                deliveries[i].Add(context);
            }
            if (slot.SeesAllInstruments) k++;
        }
        foreach (var delivery in deliveries)
        {
            foreach (var context in delivery.Contexts) context.Slot.OnStart(context);
        }
    }
}
