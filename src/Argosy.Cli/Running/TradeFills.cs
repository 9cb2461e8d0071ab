using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;

namespace Argosy.Cli.Running;

/// <summary>What the options say of a paper run whose orders are filled on the market's trades.</summary>
static class TradeFills
{
    /// <summary>Whether they are: by --fills trades, or because the market that is played is one of trades.</summary>
    public static bool AreAsked(ParseResult parse, RunOptions options) => parse.GetValue(options.Fills) is { } fills ? fills == FillSource.Trades : TickMarketReader.IsAsked(parse, options.Run);

    /// <summary>Latency and queue model; null for a run that is filled on candles, or by an exchange.</summary>
    public static TickOptions? Terms(ParseResult parse, RunOptions options) => AreAsked(parse, options) ? TickMarketReader.Terms(parse, options.Run) : null;

    /// <summary>What contradicts it, or needs it; null when nothing does.</summary>
    public static Error? Contradiction(ParseResult parse, RunOptions options, VenueKind venue, bool isLive)
    {
        var recorded = TickMarketReader.IsAsked(parse, options.Run);
        if (recorded && venue != VenueKind.Virtual) return Error.BadInput($"--ticks is for --venue virtual; the trades of {KebabCase.Of(venue.ToString())} come from the venue: expected --fills trades");
        if (!AreAsked(parse, options))
        {
            if (recorded) return Error.BadInput("--fills candles and --ticks contradict: a market of trades fills on them; expected --data");
            return Given(parse, TickMarketReader.OfTicks(options.Run)) is { } needing ? Error.BadInput($"{needing.Name} needs --fills trades: on candles orders wait whole candles (--latency-bars) and have no place in a queue") : null;
        }
        if (isLive) return Error.BadInput("--fills: an exchange fills the orders of a live run; expected --paper");
        if (venue == VenueKind.Virtual && !recorded) return Error.BadInput("--fills trades: the candles of --data tell no trades; expected --ticks");
        if (parse.GetValue(options.Run.Margin) is not null) return Error.BadInput("--fills trades: perpetual contracts (--margin) are filled on candles, for trades tell neither mark prices nor funding");
        if (OptionKinds.List(parse, options.Instruments).Count > 1) return Error.BadInput($"--fills trades: a run on trades has one instrument; --instruments names {OptionKinds.List(parse, options.Instruments).Count}");
        if (parse.GetValue(options.Run.Queue) == QueueKind.Proportional) return Error.BadInput("--queue proportional needs sizes of quotes or a book; trades alone have optimistic and pessimistic");
        return Given(parse, TickMarketReader.OfBars(options.Run)) is { } bars ? Error.BadInput($"{bars.Name} is for candles: between two trades there is no path{(bars == options.Run.LatencyBars ? "; on trades use --latency-ms" : "")}") : null;
    }

    static Option? Given(ParseResult parse, Option[] options) => Array.Find(options, option => parse.GetResult(option) is { Implicit: false });
}
