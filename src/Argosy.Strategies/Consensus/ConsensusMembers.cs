using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Rules;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus;

/// <summary>From texts to a consensus: which voters its parameters name, what parameters these have, and an instance of it all.</summary>
/// <param name="find">Finds the strategies that may vote.</param>
public sealed class ConsensusMembers(Func<string, Result<StrategyDescriptor>> find) : IStrategyMembers
{
    static readonly IReadOnlyList<StrategyParameter> Common = StrategyParameter.OfConstructor(typeof(SeatParameters), "consensus").Value;

    /// <summary>The consensus whose voters <paramref name="find"/> finds.</summary>
    public static StrategyDescriptor Describe(Func<string, Result<StrategyDescriptor>> find) =>
        StrategyDescriptor.OfMembers(typeof(ConsensusStrategy), typeof(ConsensusParameters), new ConsensusMembers(find));

    /// <inheritdoc/>
    public IReadOnlyList<string> Help { get; } =
    [
        $"Without voters, rules or bundle the voters are {ConsensusParameters.DefaultVoters}.",
        "A voter's parameter is id.parameter, e.g. --param fast.slow=30; id.weight is its weight, id.timeframe=4h the bars it sees.",
        .. VoterRules.Bundle.Select(member => $"{(member.Round == VotingRound.Buy ? "BUY" : "SELL")} of the bundle: {member.Rule.Name}{Written(member.Rule)}. {member.Rule.Summary}"),
        .. VoterRules.Catalogue.All.Skip(VoterRules.Bundle.Count).Select(rule => $"Further rule: {rule.Name}{Written(rule)}. {rule.Summary}"),
    ];

    /// <inheritdoc/>
    public Result<IReadOnlyList<StrategyParameter>> Parameters(object own)
    {
        var voters = Named((ConsensusParameters)own);
        if (!voters.Ok) return voters.Error!;
        var parameters = new List<StrategyParameter>();
        foreach (var voter in voters.Value)
        {
            foreach (var parameter in voter.Parameters.Concat(Common))
            {
                var given = voter.Arguments.FirstOrDefault(pair => VoterText.IsNamed(parameter, pair.Key)).Value;
                var member = parameter.As($"{voter.Id}.{parameter.Name}", given, "consensus");
                if (!member.Ok) return member.Error!;
                parameters.Add(member.Value);
            }
        }
        return parameters;
    }

    /// <inheritdoc/>
    public IStrategy Create(object own, IReadOnlyDictionary<string, string> members)
    {
        var parameters = (ConsensusParameters)own;
        var named = Named(parameters);
        if (!named.Ok) throw new ArgumentException(named.Error!.Message);
        return new ConsensusStrategy([.. named.Value.Select(voter => Seat(voter, members))], new ConsensusOptions
        {
            Mode = parameters.Mode,
            Threshold = parameters.Threshold,
            BuyFactor = parameters.BuyFactor,
            SellFactor = parameters.SellFactor,
            Quorum = parameters.Quorum,
            Lots = parameters.Lots,
            Muted = [.. CallText.Split(parameters.Mute, ',')],
        });
    }

    static Voter Seat(VoterText voter, IReadOnlyDictionary<string, string> members)
    {
        string Text(string parameter) => members[$"{voter.Id}.{parameter}"];
        var timeframe = Text("timeframe");
        Timeframe? slower = null;
        if (timeframe.Length > 0)
        {
            var read = Timeframe.Parse(timeframe);
            slower = read.Ok ? read.Value : throw new ArgumentException($"{voter.Id}.timeframe: {read.Error!.Message}");
        }
        return new Voter(voter.Id, Inner(voter, Text))
        {
            Round = voter.Round,
            Weight = double.Parse(Text("weight"), System.Globalization.CultureInfo.InvariantCulture),
            Timeframe = slower,
            Rule = new CallText(voter.Name, null, [.. voter.Parameters.Select(p => KeyValuePair.Create(p.Name, Text(p.Name)))]).ToString(),
        };
    }

    static IVoter Inner(VoterText voter, Func<string, string> text)
    {
        if (voter.Rule is { } rule)
        {
            var made = rule.Bind(new CallText(rule.Name, null, [.. rule.Parameters.Select(p => KeyValuePair.Create(p.Name, text(p.Name)))]));
            return made.Ok ? made.Value.Create() : throw new ArgumentException($"voter '{voter.Id}': {made.Error!.Message}");
        }
        var bound = voter.Strategy!.Bind(voter.Parameters.ToDictionary(p => p.Name, p => text(p.Name)));
        return bound.Ok ? new StrategyVoter(bound.Value.Create()) : throw new ArgumentException($"voter '{voter.Id}': {bound.Error!.Message}");
    }

    // Directions, or rules: BUY before SELL, the bundle before what is added to it.
    Result<IReadOnlyList<VoterText>> Named(ConsensusParameters own)
    {
        var bundle = own.Bundle || string.Equals(own.Voters.Trim(), "bundle", StringComparison.OrdinalIgnoreCase);
        var hasRules = bundle || own.Buy.Length > 0 || own.Sell.Length > 0;
        if (!hasRules) return Distinct(VoterText.ReadAll(own.Voters.Trim().Length == 0 ? ConsensusParameters.DefaultVoters : own.Voters, VotingRound.Direction, find));
        if (own.Voters.Trim().Length > 0 && !string.Equals(own.Voters.Trim(), "bundle", StringComparison.OrdinalIgnoreCase)) return Error.BadInput("voters (directions) and buy, sell or bundle (rules) are two kinds of consensus; expected one of them");
        var buy = VoterText.ReadAll(own.Buy, VotingRound.Buy, find);
        if (!buy.Ok) return buy.Error!;
        var sell = VoterText.ReadAll(own.Sell, VotingRound.Sell, find);
        if (!sell.Ok) return sell.Error!;
        var voters = bundle ? VoterRules.Bundle.Select(VoterText.Of) : [];
        return Distinct(Result<IReadOnlyList<VoterText>>.Of([.. voters.Concat(buy.Value).Concat(sell.Value).OrderBy(voter => voter.Round)]));
    }

    // Their parameters could not be told apart.
    static Result<IReadOnlyList<VoterText>> Distinct(Result<IReadOnlyList<VoterText>> voters)
    {
        if (!voters.Ok) return voters;
        var twice = voters.Value.GroupBy(voter => voter.Id.Replace("-", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? voters : Error.BadInput($"two voters are called '{twice.First().Id}'; give one another name: other-name:{twice.First().Name}");
    }

    static string Written(RuleDescriptor<IVoter> rule) => rule.Parameters.Count == 0 ? "" : $"({string.Join(", ", rule.Parameters.Select(p => $"{p.Name}={p.Default}"))})";

    /// <summary>What every voter has.</summary>
    sealed class SeatParameters(
        [Parameter("weight in mode weighted", Minimum = 0, Maximum = 1_000_000)] double weight = 1,
        [Parameter("bars it sees, e.g. 4h; empty for the run's own")] string timeframe = "")
    {
        public double Weight => weight;

        public string Timeframe => timeframe;
    }
}
