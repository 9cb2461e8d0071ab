using System.Text.Json.Serialization;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Worker.Compiling;

/// <summary>What a compiled bot says of itself.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Summary">What it does, one sentence; may be empty.</param>
/// <param name="Parameters">Its parameters, in the order of the constructor.</param>
/// <param name="SendsOrders">Whether it says that it sends orders of its own.</param>
/// <param name="SeesAllInstruments">Whether one instance sees all instruments of the run.</param>
/// <param name="MigratesState">Whether it takes over an older version's state by a hook of its own.</param>
public sealed record BotDescription(string Name, string Summary, IReadOnlyList<BotParameter> Parameters, bool SendsOrders, bool SeesAllInstruments, bool MigratesState)
{
    internal static BotDescription Of(StrategyDescriptor strategy) => new(
        strategy.Name, strategy.Summary, [.. strategy.Parameters.Select(BotParameter.Of)], strategy.SendsOrders, strategy.SeesAllInstruments, typeof(IMigratesState).IsAssignableFrom(strategy.Type));
}

/// <summary>A parameter of a bot.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Kind">whole-number, number, flag, text or choice.</param>
/// <param name="Default">Its default as text; null where it must be given.</param>
/// <param name="Minimum">Smallest value; null for none.</param>
/// <param name="Maximum">Largest value; null for none.</param>
/// <param name="Unit">Unit for display; may be empty.</param>
/// <param name="Help">What it means; may be empty.</param>
/// <param name="Choices">The names of a choice.</param>
public sealed record BotParameter(
    string Name, string Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Default, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Minimum, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Maximum, string Unit, string Help, IReadOnlyList<string> Choices)
{
    internal static BotParameter Of(StrategyParameter parameter) => new(
        parameter.Name, KebabCase.Of(parameter.Kind.ToString()), parameter.Default, parameter.Minimum, parameter.Maximum, parameter.Unit, parameter.Help, parameter.Choices);
}
