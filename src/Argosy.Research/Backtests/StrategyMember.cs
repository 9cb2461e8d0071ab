namespace Argosy.Research.Backtests;

/// <summary>One of several strategies in a run.</summary>
/// <param name="Id">What this run calls it; unique in the run, without dots.</param>
/// <param name="Strategy">What it is.</param>
public sealed record StrategyMember(string Id, StrategyChoice Strategy)
{
    /// <summary>As it is written: its strategy's name, after its id where that is another word.</summary>
    public string Text => Id == Strategy.Name ? Id : $"{Id}:{Strategy.Name}";
}
