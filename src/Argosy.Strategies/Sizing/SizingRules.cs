using System.Globalization;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;

namespace Argosy.Strategies.Sizing;

/// <summary>The written form of sizing rules.</summary>
public static class SizingRules
{
    const string Forms = "all, quote:100, qty:1, equity:10%, risk:1%, volatility:20% or kelly(cap=25%)";
    static readonly string[] Names = ["all", "quote", "qty", "equity", "risk", "volatility", "kelly"];

    /// <summary>Those that look at more than the moment, with their parameters.</summary>
    public static RuleCatalogue<ISizingRule> Catalogue { get; } = new("size", typeof(VolatilityTarget), typeof(KellyShare));

    /// <summary>The rule a text stands for: all, quote:AMOUNT, qty:QUANTITY, equity:PERCENT%, risk:PERCENT%, volatility(...) or kelly(...); a share may be a ratio up to 1 as well.</summary>
    public static Result<ISizingRule> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsOfCatalogue(text)) return Catalogue.Parse(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).ToLowerInvariant();
        var value = colon < 0 ? "" : text[(colon + 1)..];
        return name switch
        {
            "all" => colon < 0 ? Result<ISizingRule>.Of(new AllCash()) : Error.BadInput($"size 'all' takes no value, was '{text}'"),
            "quote" => From(Amount(text, value, "an amount of quote asset, e.g. quote:100"), amount => new FixedQuote(amount)),
            "qty" => From(Amount(text, value, "a quantity of base asset, e.g. qty:1"), quantity => new FixedQuantity(quantity)),
            "equity" => From(Share(text, value, "equity:10%", most: 125), share => new EquityShare(share)),
            "risk" => From(Share(text, value, "risk:1%", most: 1), share => new RiskShare(share)),
            _ => Error.BadInput($"size must be {Forms}, was '{text}'{Suggestion.Phrase(name, Names)}"),
        };
    }

    static bool IsOfCatalogue(string text)
    {
        var end = text.AsSpan().IndexOfAny(':', '(');
        return Catalogue.Find((end < 0 ? text : text[..end]).Trim()).Ok;
    }

    static Result<ISizingRule> From(Result<decimal> value, Func<decimal, ISizingRule> rule) =>
        value.Ok ? Result<ISizingRule>.Of(rule(value.Value)) : value.Error!;

    static Result<decimal> Amount(string text, string value, string wanted)
    {
        if (!IsNumber(value, out var amount)) return Error.BadInput($"size '{text}' needs {wanted}");
        return amount > 0 ? amount : Error.BadInput($"size '{text}' must be above 0");
    }

    // A bare 10 would be 1,000 %: it is refused rather than guessed at.
    static Result<decimal> Share(string text, string value, string example, decimal most)
    {
        var isPercent = value.EndsWith('%');
        if (!IsNumber(isPercent ? value[..^1] : value, out var number)) return Error.BadInput($"size '{text}' needs a share of the equity, e.g. {example}");
        if (number <= 0) return Error.BadInput($"size '{text}' must be above 0");
        if (!isPercent && number > 1) return Error.BadInput($"size '{text}' is a ratio above 1, did you mean '{text}%'?");
        var share = isPercent ? number / 100 : number;
        return share <= most ? share : Error.BadInput($"size '{text}' must be at most {Exact.Text(most * 100)}%");
    }

    static bool IsNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
