using System.Text.Json;
using Argosy.Research.Backtests;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Research.Results;

/// <summary>Every round of a consensus as a file: CSV, or JSON lines where the name ends in .jsonl.</summary>
public static class VotesFile
{
    /// <summary>Names of the CSV's fixed columns; one column a voter follows.</summary>
    public const string Header = "time,instrument,decision,next";

    /// <summary>Whether a file of this name holds JSON lines.</summary>
    public static bool IsJsonLines(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes a header line and one line a round, a letter in each voter's column; the next close's direction is empty where unknown.</summary>
    public static void WriteCsv(TextWriter writer, ConsensusResult consensus, IReadOnlyList<Market> markets)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(consensus);
        var row = new CsvRow(writer);
        row.Add("time").Add("instrument").Add("decision").Add("next");
        foreach (var voter in consensus.Terms.Voters) row.Add(voter.Round == Strategies.Consensus.Counting.VotingRound.Direction ? voter.Id : $"{Core.Values.KebabCase.Of(voter.Round.ToString())}:{voter.Id}");
        row.End();
        foreach (var (record, round) in consensus.InOrder())
        {
            row.Add(record.Time(round)).Add(markets[record.Instrument].Instrument.Name).Add(VoteLetters.Word(record.Decision(round)));
            if (record.NextMove(round) is var move and not VoteRecord.Unknown) row.Add((long)move);
            else row.Add((string?)null);
            var letters = record.Letters(round).Replace("|", "", StringComparison.Ordinal);
            foreach (var letter in letters) row.Add(letter.ToString());
            row.End();
        }
    }

    /// <summary>Writes one JSON object a line, as in the result's <c>consensus.votes</c>.</summary>
    public static void WriteJsonLines(Stream stream, ConsensusResult consensus, IReadOnlyList<Market> markets)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(consensus);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JsonRows.Encoder, SkipValidation = true });
        foreach (var (record, round) in consensus.InOrder())
        {
            writer.Reset();
            ConsensusJson.WriteRow(writer, record, round, markets);
            writer.Flush();
            stream.WriteByte((byte)'\n');
        }
    }
}
