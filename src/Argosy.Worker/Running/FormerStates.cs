using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Worker.Running;

/// <summary>Hands what an earlier run of a deployment had kept to the strategies of its successor.</summary>
static class FormerStates
{
    /// <summary>Hands the states on; says what could not be.</summary>
    /// <param name="engine">The engine, warmed up.</param>
    /// <param name="states">The older version's states, JSON: an object by instrument name, under the empty name that of the whole run.</param>
    /// <param name="version">The version that kept them, e.g. <c>1.3</c>; may be empty. Null: this very one, which takes them as they are.</param>
    /// <param name="say">Takes level and text of a line.</param>
    public static void HandOn(TradingEngine engine, string states, string? version, Action<string, string> say)
    {
        try
        {
            using var document = JsonDocument.Parse(states);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("expected an object by instrument name");
            foreach (var state in document.RootElement.EnumerateObject()) HandOn(engine, state.Name, state.Value, version, say);
        }
        catch (JsonException broken)
        {
            say("error", $"the older version's state cannot be read and is not taken over: {broken.Message}");
        }
    }

    static void HandOn(TradingEngine engine, string name, JsonElement state, string? version, Action<string, string> say)
    {
        var read = Read(state);
        var instrument = name.Length == 0 ? -1 : Array.FindIndex(engine.Instruments, one => one.Name == name);
        if (!read.Ok) say("error", $"the older version's state cannot be read and is not taken over: {read.Error!.Message}");
        else if ((name.Length > 0 && instrument < 0) || engine.ContextOf(0, instrument) is not { } context) say("warning", $"the older version kept a state {(name.Length == 0 ? "for all instruments together" : $"for {name}")}, where this one has none: it is not taken over");
        else TakeOver(context, read.Value, version, say);
    }

    static void TakeOver(StrategyContext context, StateBag old, string? version, Action<string, string> say)
    {
        var mark = context.Mark();
        try
        {
            context.TakeOver(old, version);
            context.Keep();
        }
#pragma warning disable CA1031 // The boundary of user code: its run goes on with what the warm-up made.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            context.Undo(mark);
            say("error", $"Migrate failed, the older version's state is not taken over: {(broken is StrategyFailedException ? "" : $"{broken.GetType().Name}: ")}{broken.Message}");
        }
    }

    /// <summary>A state from its JSON.</summary>
    static Result<StateBag> Read(JsonElement state)
    {
        if (state.ValueKind != JsonValueKind.Object) return Error.BadInput("expected a JSON object");
        var bag = new StateBag();
        try
        {
            foreach (var member in state.EnumerateObject()) Set(bag, member.Name, member.Value);
            return bag;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // More than a bag keeps under names: of a strategy in another language, whose successor reads it whole.
            var whole = new StateBag();
            whole.SetWhole(state.GetRawText());
            return whole;
        }
    }

    static void Set(StateBag bag, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                bag.Set(name, value.GetBoolean());
                break;
            case JsonValueKind.Null:
                bag.Set(name, double.NaN);
                break;
            case JsonValueKind.String:
                bag.Set(name, value.GetString()!);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                bag.Set(name, whole);
                break;
            case JsonValueKind.Number:
                bag.Set(name, value.GetDouble());
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Number):
                bag.Set(name, value.EnumerateArray().Select(one => one.GetDouble()).ToArray());
                break;
            default:
                bag.SetJson(name, value.GetRawText());
                break;
        }
    }
}
