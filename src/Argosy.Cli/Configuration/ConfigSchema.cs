using System.CommandLine;
using System.Text.Json.Nodes;
using Argosy.Cli.Invocation;
using Argosy.Engine.Rules;
using Argosy.Strategies;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;

namespace Argosy.Cli.Configuration;

/// <summary>The JSON schema of configuration files, made from the options, strategies and rules themselves.</summary>
static class ConfigSchema
{
    /// <summary>The schema (draft 2020-12) as indented JSON.</summary>
    public static string Text(Session session)
    {
        var commands = CommandLine.Tree(session).Subcommands.OfType<DescribedCommand>().Where(command => command.Backtest is { } options && command.Options.Contains(options.Config)).ToArray();
        var keys = new ConfigKeys(commands.First(command => command.Name == "backtest"));
        var properties = new JsonObject
        {
            ["name"] = Described("string", "What the run is called"),
            ["description"] = Described("string", "What it is for"),
            ["data"] = Data(keys),
            ["strategy"] = Strategy(),
            ["strategies"] = new JsonObject { ["description"] = "Several strategies on one account by name, each with a book of its own", ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = Strategy() },
            ["parameters"] = Values("Parameters of the strategy by name"),
            ["consensus"] = Consensus(),
            ["size"] = Described("string", keys.Rules[0].Description!),
            ["exits"] = Rules(keys.Rules[1], ExitRules.Catalogue),
            ["guards"] = Rules(keys.Rules[2], GuardRules.Catalogue),
            ["limits"] = Rules(keys.Rules[3], LimitRules.Catalogue),
            ["assets"] = Assets(),
        };
        foreach (var section in keys.Sections.Concat(commands.Select(command => new ConfigKeys(command).Own)).Where(section => section.Options.Count > 0)) properties[section.Name] = Section(section);
        properties["bots"] = Bots(keys, commands.Single(command => command.OfTheProcess.Count > 0));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A run of Argosy",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        return schema.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    // A bot has what the file has, but for what is one process's.
    static JsonObject Bots(ConfigKeys keys, DescribedCommand command)
    {
        var own = new ConfigKeys(command).Own;
        var bot = new JsonObject { ["name"] = Described("string", "What the bot is called; a bot of this name goes on where it was") };
        foreach (var name in (string[])["data", "strategy", "strategies", "parameters", "consensus", "size", "exits", "guards", "limits", .. keys.Sections.Where(section => section.Name != "output").Select(section => section.Name)]) bot[name] = new JsonObject { ["$ref"] = $"#/properties/{name}" };
        bot[own.Name] = Section(own with { Options = [.. own.Options.Where(option => !command.OfTheProcess.Contains(option) && option.Name != "--bot")] });
        return new JsonObject
        {
            ["description"] = $"Several bots of one argosy {own.Name}: each has what the rest of the file says and what its entry says over it",
            ["type"] = "array",
            ["minItems"] = 1,
            ["items"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["required"] = new JsonArray("name"), ["properties"] = bot },
        };
    }

    static JsonObject Section(ConfigSection section)
    {
        var properties = new JsonObject();
        foreach (var option in section.Options) properties[ConfigKeys.KeyOf(option)] = Value(option);
        return new JsonObject { ["description"] = section.Help, ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    static JsonObject Value(Option option)
    {
        var help = option.Description ?? "";
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        if (type == typeof(bool)) return Described("boolean", help);
        if (type == typeof(string[]))
        {
            var list = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number") } };
            return new JsonObject { ["description"] = help, ["anyOf"] = new JsonArray(new JsonObject { ["type"] = new JsonArray("string", "number") }, list, new JsonObject { ["type"] = "object" }) };
        }
        if (option.HelpName is { } choices && choices.Contains('|', StringComparison.Ordinal) && type.IsEnum)
        {
            return new JsonObject { ["description"] = help, ["enum"] = new JsonArray([.. choices.Split('|').Select(word => JsonValue.Create(word))]) };
        }
        return new JsonObject { ["description"] = help, ["type"] = new JsonArray("string", "number") };
    }

    static JsonObject Data(ConfigKeys keys)
    {
        var properties = new JsonObject { ["file"] = Described("string", "A file, meant from this file's folder, or the name of a series") };
        foreach (var option in keys.Market.Concat(keys.Shared)) properties[ConfigKeys.KeyOf(option)] = option.ValueType == typeof(bool) ? Described("boolean", option.Description!) : new JsonObject { ["description"] = option.Description, ["type"] = new JsonArray("string", "number") };
        JsonObject Entry() => new()
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["required"] = new JsonArray("file"), ["properties"] = properties.DeepClone() }),
        };
        return new JsonObject { ["description"] = "Candles to test on: one series or several", ["anyOf"] = new JsonArray(Entry(), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Entry() }) };
    }

    static JsonObject Strategy()
    {
        var names = string.Join(", ", StrategyCatalogue.All.Select(strategy => strategy.Name));
        var mapping = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject { ["name"] = Described("string", $"One of {names}"), ["file"] = Described("string", "A C# file"), ["parameters"] = Values("Parameters by name") },
        };
        return new JsonObject { ["description"] = $"A built-in strategy ({names}) or a C# file", ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, mapping) };
    }

    static JsonObject Consensus()
    {
        var properties = new JsonObject();
        foreach (var parameter in StrategyCatalogue.Find("consensus").Value.Parameters)
        {
            properties[parameter.Name] = parameter.Name is "voters" or "buy" or "sell"
                ? new JsonObject { ["description"] = parameter.Help, ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }, new JsonObject { ["type"] = "object" }) }
                : new JsonObject { ["description"] = $"{parameter.Help} ({parameter.Accepts})", ["type"] = new JsonArray("string", "number", "boolean") };
        }
        return new JsonObject { ["description"] = "Strategies or rules that vote, instead of one strategy", ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    static JsonObject Rules<T>(Option option, RuleCatalogue<T> catalogue)
        where T : class
    {
        var named = new JsonObject();
        foreach (var rule in catalogue.All) named[rule.Name] = new JsonObject { ["description"] = $"{rule.Summary} E.g. {rule.Example}", ["type"] = new JsonArray("string", "number", "object") };
        JsonObject Item() => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["maxProperties"] = 1, ["properties"] = named.DeepClone() }) };
        return new JsonObject { ["description"] = option.Description, ["anyOf"] = new JsonArray(Item(), new JsonObject { ["type"] = "array", ["items"] = Item() }) };
    }

    static JsonObject Assets()
    {
        var guards = new JsonObject();
        foreach (var (key, help) in AssetsReader.GuardKeys) guards[key] = Described("number", help);
        var properties = new JsonObject();
        foreach (var (key, help) in AssetsReader.Keys)
        {
            properties[key] = key == "guard_config"
                ? new JsonObject { ["description"] = help, ["type"] = "object", ["additionalProperties"] = false, ["properties"] = guards.DeepClone() }
                : new JsonObject { ["description"] = help, ["type"] = new JsonArray("string", "number") };
        }
        var item = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["required"] = new JsonArray([.. AssetsReader.Required.Select(key => JsonValue.Create(key))]), ["properties"] = properties };
        return new JsonObject { ["description"] = "Instruments in the assets layout; their candles come from the catalogue", ["type"] = "array", ["minItems"] = 1, ["items"] = item };
    }

    static JsonObject Values(string help) => new() { ["description"] = help, ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } };

    static JsonObject Described(string type, string help) => new() { ["description"] = help, ["type"] = type };
}
