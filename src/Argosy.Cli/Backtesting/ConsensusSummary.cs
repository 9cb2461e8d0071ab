using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Cli.Backtesting;

/// <summary>How the voters of a run did, for a terminal.</summary>
static class ConsensusSummary
{
    /// <summary>Writes a line about the count and a table of the voters.</summary>
    public static void Write(Terminal terminal, ConsensusResult consensus)
    {
        var terms = consensus.Terms;
        var decided = string.Join(", ", consensus.Decisions.Select(pair => $"{VoteLetters.Word(pair.Key)} {FigureText.Count(pair.Value)}"));
        terminal.Line();
        terminal.Line($"{terminal.Paint(Tone.Head, "consensus")} {KebabCase.Of(terms.Mode.ToString())}, {FigureText.Count(consensus.Rounds)} rounds: {decided}");
        var table = new TextTable("voter", "round", "votes", "silent", "faults", "agreement", "hit rate", "rule") { Left = [1, 7] };
        for (var i = 0; i < terms.Voters.Count; i++)
        {
            var (voter, statistics) = (terms.Voters[i], consensus.Statistics[i]);
            var faults = statistics.Faults.Sum(pair => pair.Value);
            table.Add(
                faults > 0 ? Tone.Warn : Tone.Plain, voter.Id, KebabCase.Of(voter.Round.ToString()), FigureText.Count(statistics.Votes), FigureText.Count(statistics.Abstentions), FigureText.Count(faults),
                Percent(statistics.Agreement), Percent(statistics.HitRate), voter.Rule);
        }
        table.Write(terminal, "  ");
        for (var i = 0; i < terms.Voters.Count; i++)
        {
            if (consensus.FirstFault(i) is { } fault) terminal.Line(terminal.Paint(Tone.Warn, $"  {terms.Voters[i].Id}: {string.Join(", ", consensus.Statistics[i].Faults.Select(pair => $"{pair.Value} x {Votes.Word(pair.Key)}"))}; first: {fault}"));
        }
        terminal.Line();
    }

    static string Percent(double? ratio) => ratio is { } value ? $"{value * 100:0.0}%" : FigureText.Undefined;
}
