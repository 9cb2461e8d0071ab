using System.CommandLine;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Research.Results;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Cli.WhatIf;

/// <summary><c>argosy consensus</c>: counts the votes of a stored run in another way and shows which decisions change.</summary>
static class ConsensusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<RecountOptions>(
        "consensus", "Recount the votes of a stored run: which decisions would have been others.",
        [
            "argosy backtest --data prices.csv --strategy consensus --json run.json",
            "argosy consensus run.json --mode bft",
            "argosy consensus run.json --mute macd --mode weighted --weight trend=2",
            "argosy consensus run.json --quorum 4 --rerun",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, RecountOptions options)
    {
        var json = parse.GetValue(options.Json);
        if (json is not null && OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var path = parse.GetValue(options.Result)!;
        var read = ResultFile.Read(path);
        if (!read.Ok) return session.Fail(read.Error!);
        var stored = read.Value;
        if (stored.Consensus is not { } consensus) return session.Fail(Error.BadInput($"{path} holds no votes: it is a run of {stored.Strategy.Name}; expected a result of --strategy consensus"));
        var records = consensus.Records([.. stored.Instruments.Select(instrument => instrument.Name)]);
        if (!records.Ok) return session.Fail(Error.Corrupt($"{path}: {records.Error!.Message}"));
        if (records.Value.Count == 0) return session.Fail(Error.BadInput($"{path} holds no round of votes"));
        var change = Change.Read(parse, options, records.Value[0].Terms);
        if (!change.Ok) return session.Fail(change.Error!);
        var terms = change.Value.Apply(records.Value[0].Terms);
        RecountOutcome[] outcomes;
        try
        {
            outcomes = [.. records.Value.Select(record => Recount.Of(record, terms, change.Value.Muted))];
        }
        catch (ArgumentException wrong)
        {
            return session.Fail(Error.BadInput(wrong.Message));
        }
        RerunOutcome? rerun = null;
        if (parse.GetValue(options.Rerun))
        {
            var again = Rerun.Run(session, parse, options.Files, path, stored, change.Value);
            if (!again.Ok) return session.Fail(again.Error!);
            rerun = again.Value;
        }
        var report = new RecountReport(path, stored, records.Value, terms, change.Value, outcomes, rerun);
        if (json is not null && OutputFiles.WriteJson(session, json, report.WriteJson) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) report.Write(session.Terminal);
        return ExitCode.Done;
    }
}

/// <summary>What the user wants to be otherwise.</summary>
sealed record Change(ConsensusMode? Mode, int? Quorum, IReadOnlyList<string> Muted, IReadOnlyList<KeyValuePair<string, double>> Weights, double? Threshold)
{
    /// <summary>From options; names of voters are those of the run.</summary>
    public static Result<Change> Read(ParseResult parse, RecountOptions options, ConsensusTerms terms)
    {
        var muted = new List<string>();
        foreach (var name in OptionKinds.List(parse, options.Mute))
        {
            var voter = Voter(terms, "--mute", name);
            if (!voter.Ok) return voter.Error!;
            muted.Add(voter.Value);
        }
        var weights = new List<KeyValuePair<string, double>>();
        foreach (var text in OptionKinds.List(parse, options.Weight))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !double.TryParse(text[(equals + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)) return Error.BadInput($"--weight: '{text}' is not voter=weight with a weight of 0 or more, e.g. {terms.Voters[0].Id}=2");
            var voter = Voter(terms, "--weight", text[..equals].Trim());
            if (!voter.Ok) return voter.Error!;
            weights.Add(new(voter.Value, weight));
        }
        var (mode, quorum) = (parse.GetValue(options.Mode), (int?)parse.GetValue(options.Quorum));
        var counted = mode ?? terms.Mode;
        if (quorum is not null && counted != ConsensusMode.Bft) return Error.BadInput($"--quorum: only mode bft has one, the votes are counted by {KebabCase.Of(counted.ToString())}; expected --mode bft with it");
        var threshold = (double?)parse.GetValue(options.Threshold);
        if (counted != ConsensusMode.Weighted && (weights.Count > 0 || threshold is not null)) return Error.BadInput($"--weight and --threshold: only mode weighted has them, the votes are counted by {KebabCase.Of(counted.ToString())}; expected --mode weighted with them");
        if (threshold is not null && terms.IsRules) return Error.BadInput("--threshold: rules pass with more than half of all weights; only directions have a threshold");
        return new Change(mode, quorum, muted, weights, threshold);
    }

    /// <summary>The terms with the change.</summary>
    public ConsensusTerms Apply(ConsensusTerms terms) => terms with
    {
        Mode = Mode ?? terms.Mode,
        Quorum = Quorum ?? terms.Quorum,
        Threshold = Threshold ?? terms.Threshold,
        Voters = [.. terms.Voters.Select(voter => Weights.LastOrDefault(pair => pair.Key == voter.Id) is { Key: not null } given ? voter with { Weight = given.Value } : voter)],
    };

    /// <summary>The strategy's parameters with the change.</summary>
    public Dictionary<string, string> Apply(IReadOnlyDictionary<string, string> parameters)
    {
        var changed = new Dictionary<string, string>(parameters, StringComparer.Ordinal);
        if (Mode is { } mode) changed["mode"] = KebabCase.Of(mode.ToString());
        if (Quorum is { } quorum) changed["quorum"] = quorum.ToString(CultureInfo.InvariantCulture);
        if (Threshold is { } threshold) changed["threshold"] = threshold.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (voter, weight) in Weights) changed[$"{voter}.weight"] = weight.ToString("R", CultureInfo.InvariantCulture);
        if (Muted.Count > 0) changed["mute"] = string.Join(',', changed.GetValueOrDefault("mute", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(Muted).Distinct(StringComparer.Ordinal));
        return changed;
    }

    static Result<string> Voter(ConsensusTerms terms, string option, string name)
    {
        var ids = terms.Voters.Select(voter => voter.Id).ToArray();
        var found = ids.FirstOrDefault(id => string.Equals(id, name, StringComparison.OrdinalIgnoreCase));
        return found is not null ? found : Error.BadInput($"{option}: the run has no voter '{name}'{Suggestion.Phrase(name, ids)} (voters: {string.Join(", ", ids)})");
    }
}
