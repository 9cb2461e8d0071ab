using Argosy.Core.Links;

namespace Argosy.Data.Links;

/// <summary>One message under the word for its kind. Words are only ever added.</summary>
sealed record LinkEnvelope
{
    /// <summary>The words, host's first.</summary>
    public const string Kinds = "run, market, trades, said, funding, command, entries or end of a host; wanted, change, cancel, refused, paper, votes, line, taken, plot, state, failed or done of a worker";

    public RunBegins? Run { get; init; }

    public MarketMoved? Market { get; init; }

    public TradesSaid? Trades { get; init; }

    public OrderSaid? Said { get; init; }

    public FundingSaid? Funding { get; init; }

    public CommandSaid? Command { get; init; }

    public EntriesBlocked? Entries { get; init; }

    public RunEnds? End { get; init; }

    public OrderWanted? Wanted { get; init; }

    public OrderChangeWanted? Change { get; init; }

    public CancelWanted? Cancel { get; init; }

    public WishRefusedByGate? Refused { get; init; }

    public PaperTold? Paper { get; init; }

    public VotesHeld? Votes { get; init; }

    public BotLine? Line { get; init; }

    public CommandTaken? Taken { get; init; }

    public BotPlot? Plot { get; init; }

    public StrategyState? State { get; init; }

    public RunFailed? Failed { get; init; }

    public StepDone? Done { get; init; }

    public static LinkEnvelope Of(HostMessage message) => message switch
    {
        RunBegins run => new() { Run = run },
        MarketMoved market => new() { Market = market },
        TradesSaid trades => new() { Trades = trades },
        OrderSaid said => new() { Said = said },
        FundingSaid funding => new() { Funding = funding },
        CommandSaid command => new() { Command = command },
        EntriesBlocked entries => new() { Entries = entries },
        RunEnds end => new() { End = end },
        _ => throw new ArgumentException($"{message?.GetType().Name} is no message of a host", nameof(message)),
    };

    public static LinkEnvelope Of(WorkerMessage message) => message switch
    {
        OrderWanted wanted => new() { Wanted = wanted },
        OrderChangeWanted change => new() { Change = change },
        CancelWanted cancel => new() { Cancel = cancel },
        WishRefusedByGate refused => new() { Refused = refused },
        PaperTold paper => new() { Paper = paper },
        VotesHeld votes => new() { Votes = votes },
        BotLine line => new() { Line = line },
        CommandTaken taken => new() { Taken = taken },
        BotPlot plot => new() { Plot = plot },
        StrategyState state => new() { State = state },
        RunFailed failed => new() { Failed = failed },
        StepDone done => new() { Done = done },
        _ => throw new ArgumentException($"{message?.GetType().Name} is no message of a worker", nameof(message)),
    };

    /// <summary>The one message, or null where there is none or more than one.</summary>
    public LinkMessage? Open()
    {
        HostMessage?[] hosts = [Run, Market, Trades, Said, Funding, Command, Entries, End];
        WorkerMessage?[] workers = [Wanted, Change, Cancel, Refused, Paper, Votes, Line, Taken, Plot, State, Failed, Done];
        var found = new LinkMessage(Array.Find(hosts, m => m is not null), Array.Find(workers, m => m is not null));
        return hosts.Count(m => m is not null) + workers.Count(m => m is not null) == 1 ? found : null;
    }
}
