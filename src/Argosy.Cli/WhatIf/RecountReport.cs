using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Metrics;
using Argosy.Research.Results;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Cli.WhatIf;

/// <summary>What a recount found, for a terminal and as <c>argosy-recount/1</c>.</summary>
sealed record RecountReport(
    string Path, StoredResult Stored, IReadOnlyList<VoteRecord> Records, ConsensusTerms Terms, Change Change, IReadOnlyList<RecountOutcome> Outcomes, RerunOutcome? Rerun)
{
    const int Shown = 20;
    static readonly string[] Compared = ["totalReturn", "sharpe", "maxDrawdown", "trades", "winRate", "finalEquity"];

    IReadOnlyList<ChangedDecision> Changes { get; } = [.. Outcomes.SelectMany(outcome => outcome.Changes).OrderBy(change => change.Time).ThenBy(change => change.Instrument)];

    int Rounds => Records.Sum(record => record.Count);

    int Stale => Outcomes.Sum(outcome => outcome.StaleRounds);

    /// <summary>Writes it for a reader.</summary>
    public void Write(Terminal terminal)
    {
        var was = Records[0].Terms;
        terminal.Line($"{terminal.Paint(Tone.Head, "recount")} of {Path}: {FigureText.Count(Rounds)} rounds of {was.Voters.Count} voters");
        terminal.Line($"  was  {Counting(was, [])}");
        terminal.Line($"  now  {Counting(Terms, Change.Muted)}");
        if (Stored.Consensus!.Truncated) terminal.Line(terminal.Paint(Tone.Warn, $"  the result holds the first {FigureText.Count(Rounds)} of {FigureText.Count(Stored.Consensus.RoundCount)} rounds; --rerun counts all"));
        terminal.Line();
        WriteDecisions(terminal);
        WriteChanges(terminal);
        if (Rerun is { } rerun) WriteRerun(terminal, rerun);
        else if (Changes.Count > 0) terminal.Line(terminal.Paint(Tone.Dim, "--rerun runs the backtest with the change"));
    }

    /// <summary>Writes it for a machine.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-recount/1");
        writer.WriteString("result", Path);
        WriteTerms(writer, "before", Records[0].Terms);
        WriteTerms(writer, "after", Terms);
        writer.WriteStartArray("muted");
        foreach (var voter in Change.Muted) writer.WriteStringValue(voter);
        writer.WriteEndArray();
        writer.WriteNumber("rounds", Rounds);
        writer.WriteBoolean("truncated", Stored.Consensus!.Truncated);
        writer.WriteNumber("changed", Changes.Count);
        writer.WriteNumber("staleRounds", Stale);
        writer.WriteStartArray("changes");
        foreach (var change in Changes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("time", change.Time);
            writer.WriteString("instrument", Stored.Instruments[change.Instrument].Name);
            writer.WriteString("votes", change.Votes);
            writer.WriteString("before", VoteLetters.Word(change.Before));
            writer.WriteString("after", VoteLetters.Word(change.After));
            writer.WriteBoolean("stale", change.Stale);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteRerun(writer);
        writer.WriteEndObject();
    }

    static string Counting(ConsensusTerms terms, IReadOnlyList<string> muted)
    {
        var rounds = Enum.GetValues<VotingRound>().Where(round => terms.CountOf(round) > 0)
            .Select(round => terms.Mode == ConsensusMode.Bft ? $"{KebabCase.Of(round.ToString())} {terms.QuorumOf(terms.CountOf(round))} of {terms.CountOf(round)}" : $"{KebabCase.Of(round.ToString())} of {terms.CountOf(round)}");
        var weights = terms.Mode == ConsensusMode.Weighted ? $"; weights {string.Join(", ", terms.Voters.Select(voter => $"{voter.Id} {voter.Weight}"))}" : "";
        return $"{KebabCase.Of(terms.Mode.ToString())}, {string.Join(", ", rounds)}{weights}{(muted.Count > 0 ? $"; silent: {string.Join(", ", muted)}" : "")}";
    }

    void WriteDecisions(Terminal terminal)
    {
        var table = new TextTable("decision", "was", "now");
        foreach (var decision in Enum.GetValues<Decision>())
        {
            var was = Records.Sum(record => Enumerable.Range(0, record.Count).Count(round => record.Decision(round) == decision));
            var now = Outcomes.Sum(outcome => outcome.Decisions.Count(other => other == decision));
            if (was + now > 0) table.Add(VoteLetters.Word(decision), FigureText.Count(was), FigureText.Count(now));
        }
        table.Write(terminal, "  ");
        terminal.Line();
    }

    void WriteChanges(Terminal terminal)
    {
        if (Changes.Count == 0)
        {
            terminal.Line("No decision changes.");
            return;
        }
        terminal.Line($"{FigureText.Count(Changes.Count)} {(Changes.Count == 1 ? "decision changes" : "decisions change")}{(Changes.Count > Shown ? $", the first {Shown}" : "")}:");
        var table = new TextTable("time (UTC)", "instrument", "votes", "was", "now", "") { Left = [1, 2, 3, 4, 5] };
        foreach (var change in Changes.Take(Shown))
        {
            table.Add(Instants.Text(change.Time), Stored.Instruments[change.Instrument].Name, change.Votes, VoteLetters.Word(change.Before), VoteLetters.Word(change.After), change.Stale ? "stale" : "");
        }
        table.Write(terminal, "  ");
        if (Stale > 0) terminal.Line(terminal.Paint(Tone.Warn, $"  {FigureText.Count(Stale)} rounds after the first change hold votes that read positions; they are stale: with other positions they might have been others"));
        terminal.Line();
    }

    static void WriteRerun(Terminal terminal, RerunOutcome rerun)
    {
        terminal.Line("Run again:");
        var table = new TextTable("figure", "was", "now");
        foreach (var metric in MetricTable.All.Where(metric => Compared.Contains(metric.Name, StringComparer.Ordinal)))
        {
            table.Add(metric.Name, FigureText.Of(metric, metric.Of(rerun.Before.Metrics)), FigureText.Of(metric, metric.Of(rerun.After.Metrics)));
        }
        table.Write(terminal, "  ");
        terminal.Line(rerun.Before.TradeHash == rerun.After.TradeHash ? "  trades   the same" : "  trades   differ");
    }

    static void WriteTerms(Utf8JsonWriter writer, string name, ConsensusTerms terms)
    {
        writer.WriteStartObject(name);
        writer.WriteString("mode", KebabCase.Of(terms.Mode.ToString()));
        writer.WriteNumber("threshold", terms.Threshold);
        writer.WriteNumber("ownQuorum", terms.Quorum);
        writer.WriteStartObject("weights");
        foreach (var voter in terms.Voters) writer.WriteNumber(voter.Id, voter.Weight);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    void WriteRerun(Utf8JsonWriter writer)
    {
        if (Rerun is not { } rerun)
        {
            writer.WriteNull("rerun");
            return;
        }
        writer.WriteStartObject("rerun");
        foreach (var (name, result) in new[] { ("before", rerun.Before), ("after", rerun.After) })
        {
            writer.WriteStartObject(name);
            writer.WriteString("tradeHash", result.TradeHash);
            foreach (var metric in MetricTable.All.Where(metric => Compared.Contains(metric.Name, StringComparer.Ordinal)))
            {
                var value = metric.Of(result.Metrics);
                if (value.Money is { } money) writer.WriteString(metric.Name, Exact.Text(money));
                else if (value.Number is { } number) writer.WriteNumber(metric.Name, number);
                else writer.WriteNull(metric.Name);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
