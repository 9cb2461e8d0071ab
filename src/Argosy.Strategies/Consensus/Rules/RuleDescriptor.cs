using System.Reflection;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>What a rule says about itself, and how one is made from texts.</summary>
public sealed class RuleDescriptor
{
    readonly ConstructorInfo _constructor;

    RuleDescriptor(Type type, RuleAttribute attribute, IReadOnlyList<StrategyParameter> parameters, VotingRound round)
    {
        _constructor = type.GetConstructors().Single();
        Name = attribute.Name;
        Summary = attribute.Summary;
        Parameters = parameters;
        Round = round;
    }

    /// <summary>Kebab-case name.</summary>
    public string Name { get; }

    /// <summary>When it says yes, one sentence.</summary>
    public string Summary { get; }

    /// <summary>The round it is usually asked in.</summary>
    public VotingRound Round { get; }

    /// <summary>Its parameters, in the order of the constructor.</summary>
    public IReadOnlyList<StrategyParameter> Parameters { get; }

    internal static RuleDescriptor Of<T>(VotingRound round)
        where T : IVoter
    {
        var attribute = typeof(T).GetCustomAttribute<RuleAttribute>()!;
        return new RuleDescriptor(typeof(T), attribute, StrategyParameter.OfConstructor(typeof(T), attribute.Name).Value, round);
    }

    /// <summary>Makes one; <paramref name="text"/> gives the text of a parameter by its name.</summary>
    /// <exception cref="ArgumentException">A text is no value of its parameter.</exception>
    public IVoter Create(Func<string, string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var arguments = new object[Parameters.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = Parameters[i].Parse(text(Parameters[i].Name), Name);
            arguments[i] = value.Ok ? value.Value : throw new ArgumentException(value.Error!.Message);
        }
        return (IVoter)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
