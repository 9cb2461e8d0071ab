using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Research.Results;

/// <summary>Writes the <c>consensus</c> section of a result: how votes were counted, how reliable the voters were, and the first rounds.</summary>
static class ConsensusJson
{
    public static void Write(Utf8JsonWriter writer, ConsensusResult? consensus, IReadOnlyList<Market> markets)
    {
        if (consensus is null) return;
        var terms = consensus.Terms;
        writer.WriteStartObject("consensus");
        writer.WriteString("mode", KebabCase.Of(terms.Mode.ToString()));
        JsonFields.Number(writer, "threshold", terms.Threshold);
        JsonFields.Number(writer, "buyFactor", terms.BuyFactor);
        JsonFields.Number(writer, "sellFactor", terms.SellFactor);
        writer.WriteNumber("ownQuorum", terms.Quorum);
        WriteRounds(writer, terms);
        WriteVoters(writer, consensus);
        writer.WriteStartObject("decisions");
        foreach (var (decision, count) in consensus.Decisions) writer.WriteNumber(VoteLetters.Word(decision), count);
        writer.WriteEndObject();
        writer.WriteNumber("roundCount", consensus.Rounds);
        var shown = consensus.InOrder().Take(ResultJson.MaxRows).ToArray();
        using (var rows = new JsonRows(writer)) rows.Write("votes", shown.Length, (row, i) => WriteRow(row, shown[i].Record, shown[i].Round, markets));
        writer.WriteBoolean("truncated", shown.Length < consensus.Rounds);
        writer.WriteEndObject();
    }

    /// <summary>One round as a compact row.</summary>
    public static void WriteRow(Utf8JsonWriter row, VoteRecord record, int round, IReadOnlyList<Market> markets)
    {
        row.WriteStartObject();
        row.WriteNumber("time", record.Time(round));
        row.WriteString("instrument", markets[record.Instrument].Instrument.Name);
        row.WriteString("votes", record.Letters(round));
        row.WriteString("decision", VoteLetters.Word(record.Decision(round)));
        if (record.NextMove(round) is var move and not VoteRecord.Unknown) row.WriteNumber("next", move);
        row.WriteEndObject();
    }

    static void WriteRounds(Utf8JsonWriter writer, ConsensusTerms terms)
    {
        writer.WriteStartArray("rounds");
        foreach (var round in Enum.GetValues<VotingRound>())
        {
            var n = terms.CountOf(round);
            if (n == 0) continue;
            writer.WriteStartObject();
            writer.WriteString("round", KebabCase.Of(round.ToString()));
            writer.WriteNumber("n", n);
            writer.WriteNumber("f", Quorum.Faulty(n));
            writer.WriteNumber("quorum", terms.QuorumOf(n));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteVoters(Utf8JsonWriter writer, ConsensusResult consensus)
    {
        writer.WriteStartArray("voters");
        for (var i = 0; i < consensus.Terms.Voters.Count; i++)
        {
            var (voter, statistics) = (consensus.Terms.Voters[i], consensus.Statistics[i]);
            writer.WriteStartObject();
            writer.WriteString("id", voter.Id);
            writer.WriteString("round", KebabCase.Of(voter.Round.ToString()));
            writer.WriteString("rule", voter.Rule);
            JsonFields.Number(writer, "weight", voter.Weight);
            writer.WriteString("timeframe", voter.Timeframe);
            writer.WriteBoolean("readsPositions", consensus.ReadsPositions(i));
            writer.WriteNumber("rounds", statistics.Rounds);
            writer.WriteNumber("votes", statistics.Votes);
            writer.WriteNumber("abstentions", statistics.Abstentions);
            writer.WriteStartObject("faults");
            foreach (var (kind, count) in statistics.Faults) writer.WriteNumber(Votes.Word(kind), count);
            writer.WriteEndObject();
            writer.WriteString("firstFault", consensus.FirstFault(i));
            JsonFields.Number(writer, "agreement", statistics.Agreement);
            JsonFields.Number(writer, "hitRate", statistics.HitRate);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
