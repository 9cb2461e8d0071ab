using System.Text.Json;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Worker.Running;

/// <summary>Hands what an older version of a bot had kept to the strategies of its successor.</summary>
static class FormerStates
{
    /// <summary>Hands the states on; says what could not be.</summary>
    /// <param name="engine">The engine, warmed up.</param>
    /// <param name="states">The older version's states.</param>
    /// <param name="say">Takes level and text of a line.</param>
    public static void HandOn(TradingEngine engine, IReadOnlyList<BotState> states, Action<string, string> say)
    {
        foreach (var state in states)
        {
            var read = Read(state.State);
            if (!read.Ok) say("error", $"the older version's state cannot be read and is not taken over: {read.Error!.Message}");
            else if (engine.ContextOf(state.Book, state.Instrument) is not { } context) say("warning", $"the older version kept a state for book {state.Book}, instrument {state.Instrument}, which this one does not have: it is not taken over");
            else TakeOver(context, read.Value, say);
        }
    }

    static void TakeOver(StrategyContext context, StateBag old, Action<string, string> say)
    {
        var mark = context.Mark();
        try
        {
            context.TakeOver(old);
            context.Keep();
        }
#pragma warning disable CA1031 // The boundary of user code: its run goes on with what the warm-up made.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            context.Undo(mark);
            say("error", $"Migrate failed, the older version's state is not taken over: {broken.GetType().Name}: {broken.Message}");
        }
    }

    /// <summary>A state from its JSON.</summary>
    public static Result<StateBag> Read(string json)
    {
        var bag = new StateBag();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Error.BadInput("expected a JSON object");
            if (document.RootElement.EnumerateObject().Any(member => !IsPlain(member.Value))) bag.SetWhole(json);
            else foreach (var member in document.RootElement.EnumerateObject()) Set(bag, member.Name, member.Value);
            return bag;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or FormatException)
        {
            return Error.BadInput(wrong.Message);
        }
    }

    // What a bag keeps under a name; a state with anything else is of a strategy that keeps whatever it likes.
    static bool IsPlain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => false,
        JsonValueKind.Array => value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Number),
        JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => true,
    };

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
            case JsonValueKind.Array:
                bag.Set(name, value.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Number ? one.GetDouble() : throw new ArgumentException($"state '{name}': expected an array of numbers")).ToArray());
                break;
            default:
                throw new ArgumentException($"state '{name}': a JSON {value.ValueKind} is not kept; expected a truth value, a number, a text or an array of numbers");
        }
    }
}
