using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Argosy.Server.Research;
using Argosy.Strategies;

namespace Argosy.Server.Bots;

/// <summary>Bots that are documents: what they say of a run as fields of a request. What the request says itself wins, as on the command line; of files and data a document says nothing here.</summary>
internal sealed partial class BotDocuments(EditorDesk editor)
{
    // What a bot is, without where it is tried: data, times and costs are the request's.
    static readonly string[] Taken = ["--strategy", "--param", "--size", "--exit", "--guard", "--limit", "--short", "--leverage", "--margin", "--every"];

    // What a document of the command line may say besides, and what is not a bot's.
    static readonly string[] PassedOver = ["--data", "--from", "--to", "--cash", "--fee", "--maker-fee", "--taker-fee", "--slippage-bps", "--spread-bps", "--instrument", "--lot", "--tick", "--min-notional", "--range", "--objective"];

    /// <summary>Adds a document's fields to a request, or says what is wrong with it.</summary>
    public ApiFailure? Fill(JsonObject request, string document)
    {
        var read = Read(document);
        if (!read.Ok) return ApiFailure.Of(read.Error!, "bot");
        var fields = new JsonObject();
        foreach (var word in read.Value) Add(fields, word);
        if (fields["strategy"] is null) return ApiFailure.BadInput("the document names no strategy", "bot");
        foreach (var (name, value) in fields.ToArray())
        {
            fields.Remove(name);
            if (name == "parameters" && request["parameters"] is JsonObject given)
            {
                foreach (var (parameter, own) in value!.AsObject().ToArray()) given.TryAdd(parameter, own?.DeepClone());
            }
            else
            {
                request.TryAdd(name, value);
            }
        }
        return null;
    }

    /// <summary>What is wrong with a document, and the parameters its strategy has.</summary>
    public BotCheck Check(string document)
    {
        var fields = new JsonObject();
        if (Fill(fields, document) is { } wrong) return new BotCheck([Problem(wrong.Message)], null);
        var request = JsonSerializer.SerializeToElement(fields);
        if (RequestCheck.Strategy(request) is { } unbound) return new BotCheck([Problem(unbound.Message)], null);
        var known = StrategyCatalogue.Find(RequestWords.Text(request, "strategy")!).Value.ParametersWith(RequestWords.Pairs(request, "parameters"));
        return known.Ok ? new BotCheck([], [.. known.Value.Select(ParameterAnswer.Of).Select(p => new BotParameter(p.Name, p.Type, p.Default, p.Min, p.Max, p.Choices, p.Unit, p.Help))]) : new BotCheck([Problem(known.Error!.Message)], null);
    }

    // Messages name their line: "document line 3: …", "line 3: …"; one that names none is about the whole.
    static BotProblem Problem(string message)
    {
        var line = LineShape().Match(message) is { Success: true } found && int.TryParse(found.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return new BotProblem(line, 1, line, 1, "error", "", message);
    }

    [GeneratedRegex(@"\bline (?<line>[0-9]{1,9})\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LineShape();

    /// <summary>What a document says of a bot; NotSupported where it says what only the command line may.</summary>
    public Core.Values.Result<IReadOnlyList<DocumentWord>> Read(string document)
    {
        if (editor.Code is not { } code) return new Core.Values.Error(Core.Values.ErrorKind.Unavailable, "this server does not read documents");
        var read = code.ReadDocument(document);
        if (!read.Ok) return read.Error!;
        foreach (var word in read.Value)
        {
            if (!Taken.Contains(word.Option, StringComparer.Ordinal) && !PassedOver.Contains(word.Option, StringComparer.Ordinal)) return Core.Values.Error.BadInput($"line {word.Line}: {word.Option[2..]} is no part of a bot; expected a strategy with its parameters, size, exits, guards and limits");
            if (word.Value is { } value && value.Split([',', '+', ':', '(', ')', ' ', '=']).Any(part => part.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || part.EndsWith(".ts", StringComparison.OrdinalIgnoreCase))) return Core.Values.Error.BadInput($"line {word.Line}: '{value}' names a file; a document is made of built-in strategies");
        }
        return Core.Values.Result<IReadOnlyList<DocumentWord>>.Of([.. read.Value.Where(word => Taken.Contains(word.Option, StringComparer.Ordinal))]);
    }

    static void Add(JsonObject fields, DocumentWord word)
    {
        var field = RequestFields.Of("backtest")!.First(known => known.Option == word.Option);
        switch (field.Kind)
        {
            case FieldKind.Flag:
                fields[field.Name] = true;
                break;
            case FieldKind.Pairs when word.Value!.Split('=', 2) is [var name, var value]:
                if (fields[field.Name] is not JsonObject pairs) fields[field.Name] = pairs = [];
                pairs[name] = value;
                break;
            case FieldKind.Texts:
                if (fields[field.Name] is not JsonArray texts) fields[field.Name] = texts = [];
                texts.Add(word.Value);
                break;
            default:
                fields[field.Name] = word.Value;
                break;
        }
    }
}
