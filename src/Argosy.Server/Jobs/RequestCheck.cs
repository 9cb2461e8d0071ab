using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Research.Optimisation;
using Argosy.Server.Http;
using Argosy.Strategies;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;

namespace Argosy.Server.Jobs;

/// <summary>Looks at a request the way the command will, so that what is wrong is said before it waits in a queue.</summary>
internal static class RequestCheck
{
    /// <summary>What is wrong with which field; null: nothing that shows before it runs.</summary>
    public static ApiFailure? Of(string kind, JsonElement request, BarCatalogue catalogue, ResearchOptions options) => kind switch
    {
        "fetch" => Fetch(request, options),
        "synth" => Length(request, "timeframe") ?? Name(request),
        "train" => Series(request, catalogue) ?? Length(request, "train") ?? Length(request, "test"),
        _ => Run(request, catalogue) ?? Searched(request) ?? (kind == "walkforward" ? Length(request, "train") ?? Length(request, "test") : null),
    };

    static ApiFailure? Run(JsonElement request, BarCatalogue catalogue) =>
        Strategy(request) ?? Series(request, catalogue) ?? Period(request) ?? Length(request, "every")
        ?? Rule("size", RequestWords.Texts(request, "size"), SizingRules.Parse)
        ?? Rules("exits", request, ExitRules.Catalogue) ?? Rules("guards", request, GuardRules.Catalogue) ?? Rules("limits", request, LimitRules.Catalogue);

    /// <summary>What is wrong with the strategy a request names and its parameters; null: nothing.</summary>
    public static ApiFailure? Strategy(JsonElement request)
    {
        if (RequestWords.Text(request, "strategy") is not { } name) return request.TryGetProperty("source", out _) || JobSource.Of(request) is not null ? null : ApiFailure.BadInput("strategy is missing: a built-in strategy, or a bot with its version, is expected", "strategy");
        var found = StrategyCatalogue.Find(name);
        if (!found.Ok) return ApiFailure.BadInput(found.Error!.Message, "strategy");
        // What is searched need not be given: its values are checked with the ranges.
        var values = RequestWords.Pairs(request, "parameters");
        if (ModelOf(values) is { } model) return model;
        if (RequestWords.Pairs(request, "ranges").Count > 0) return Known(found.Value, values);
        var bound = found.Value.Bind(WithoutModels(values));
        return bound.Ok || values.Keys.Any(IsModel) ? null : ApiFailure.BadInput(bound.Error!.Message, "parameters");
    }

    static ApiFailure? Known(StrategyDescriptor strategy, IReadOnlyDictionary<string, string> values)
    {
        var parameters = strategy.ParametersWith(values);
        return parameters.Ok ? null : ApiFailure.BadInput(parameters.Error!.Message, "parameters");
    }

    /// <summary>Whether a parameter names a trained model: no path of the server's machine is ever taken from a request.</summary>
    public static bool IsModel(string parameter) => parameter == "model" || parameter.EndsWith(".model", StringComparison.Ordinal);

    /// <summary>The study that a model's name, study:NUMBER, means; null where it is no such name.</summary>
    public static long? StudyOf(string model) => model.StartsWith("study:", StringComparison.Ordinal) && long.TryParse(model.AsSpan(6), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var study) ? study : null;

    static ApiFailure? ModelOf(IReadOnlyDictionary<string, string> values) =>
        values.FirstOrDefault(pair => IsModel(pair.Key) && StudyOf(pair.Value) is null) is { Key: not null } wrong ? ApiFailure.BadInput($"parameters.{wrong.Key}: '{wrong.Value}' names no model; expected study:NUMBER of a training", "parameters") : null;

    static Dictionary<string, string> WithoutModels(IReadOnlyDictionary<string, string> values) => values.Where(pair => !IsModel(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    static ApiFailure? Series(JsonElement request, BarCatalogue catalogue)
    {
        foreach (var field in (string[])["series", "detail", "mark"])
        {
            foreach (var name in RequestWords.Texts(request, field))
            {
                var found = catalogue.Find(name);
                if (!found.Ok) return ApiFailure.BadInput(found.Error!.Message.Replace($" in {catalogue.Folder}", "", StringComparison.Ordinal), field);
            }
        }
        var count = RequestWords.Texts(request, "series").Count;
        foreach (var field in (string[])["detail", "mark"])
        {
            var given = RequestWords.Texts(request, field).Count;
            if (given > 0 && given != count) return ApiFailure.BadInput($"{field}: {given} given, {count} series; expected one for each", field);
        }
        return null;
    }

    static ApiFailure? Period(JsonElement request)
    {
        var (from, to) = (RequestWords.Texts(request, "from"), RequestWords.Texts(request, "to"));
        return from is [var begin] && to is [var end] && decimal.Parse(begin, System.Globalization.CultureInfo.InvariantCulture) >= decimal.Parse(end, System.Globalization.CultureInfo.InvariantCulture)
            ? ApiFailure.BadInput($"from {begin} does not lie before to {end}", "to") : null;
    }

    static ApiFailure? Rules<T>(string field, JsonElement request, RuleCatalogue<T> catalogue)
        where T : class => Rule(field, RequestWords.Texts(request, field), catalogue.Bind);

    static ApiFailure? Rule<T>(string field, IReadOnlyList<string> texts, Func<string, Result<T>> parse)
    {
        foreach (var text in texts)
        {
            var parsed = parse(text);
            if (!parsed.Ok) return ApiFailure.BadInput(parsed.Error!.Message, field);
        }
        return null;
    }

    static ApiFailure? Searched(JsonElement request)
    {
        var ranges = RequestWords.Pairs(request, "ranges");
        if (ranges.Count > 0 && RequestWords.Text(request, "strategy") is { } name)
        {
            var parameters = StrategyCatalogue.Find(name).Value.ParametersWith(RequestWords.Pairs(request, "parameters"));
            if (!parameters.Ok) return ApiFailure.BadInput(parameters.Error!.Message, "parameters");
            foreach (var (key, values) in ranges)
            {
                var range = RangeText.Parse($"{key}={values}", parameters.Value);
                if (!range.Ok) return ApiFailure.BadInput(range.Error!.Message, "ranges");
                if (IsModel(range.Value.Name)) return ApiFailure.BadInput($"{range.Value.Name} cannot be searched: it names a model", "ranges");
            }
        }
        return Rule("objective", RequestWords.Texts(request, "objective"), Objective.Parse) ?? Rule("constraints", RequestWords.Texts(request, "constraints"), Constraint.Parse);
    }

    static ApiFailure? Fetch(JsonElement request, ResearchOptions options)
    {
        var instrument = RequestWords.Text(request, "instrument")!.Split('/');
        if (instrument.Length != 2 || instrument.Any(asset => asset.Length == 0 || !asset.All(char.IsAsciiLetterOrDigit))) return ApiFailure.BadInput($"instrument: '{RequestWords.Text(request, "instrument")}' is no instrument; expected BASE/QUOTE, e.g. BTC/USDT", "instrument");
        if (RequestWords.Text(request, "url") is { } url && !options.FetchAddresses.Contains(url, StringComparer.Ordinal)) return ApiFailure.BadInput("url: this server does not fetch from there; its configuration names the addresses besides the venues' own", "url");
        return Length(request, "timeframe") ?? Name(request) ?? Period(request);
    }

    static ApiFailure? Name(JsonElement request) => RequestWords.Text(request, "name") is { } name && BarCatalogue.CheckName(name) is { } wrong ? ApiFailure.BadInput(wrong.Message, "name") : null;

    static ApiFailure? Length(JsonElement request, string field)
    {
        if (RequestWords.Text(request, field) is not { } text) return null;
        var length = Timeframe.Parse(text);
        return length.Ok ? null : ApiFailure.BadInput($"{field}: {length.Error!.Message}", field);
    }
}
