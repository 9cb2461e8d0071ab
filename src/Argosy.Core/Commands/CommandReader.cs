using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>A command's words in their places; reads each kind of value, and keeps the first fault.</summary>
internal sealed class CommandReader
{
    readonly Dictionary<string, CommandToken> _options = new(StringComparer.Ordinal);
    readonly List<CommandToken> _operands = [];

    CommandReader()
    {
    }

    /// <summary>The first thing found wrong; null while all is well.</summary>
    public CommandFault? Fault { get; private set; }

    /// <summary>How many operands there are.</summary>
    public int Count => _operands.Count;

    /// <summary>The command, or the fault found while reading its parts.</summary>
    public CommandReading End(Func<Command> command) => Fault is null ? CommandReading.Of(command()) : CommandReading.Failed(Fault);

    /// <summary>Sorts words into operands and options and checks their number.</summary>
    public static CommandFault? Arrange(string text, CommandVerb verb, List<CommandToken> tokens, out CommandReader reader)
    {
        reader = new CommandReader();
        for (var i = 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (!token.IsOption)
            {
                reader._operands.Add(token);
                continue;
            }
            var option = verb.Options.FirstOrDefault(known => known.Name == token.OptionName);
            if (option is null)
            {
                var near = Suggestion.For("-" + token.OptionName, verb.Options.Select(known => known.ToString()));
                var has = verb.Options.Count == 0 ? "takes no options" : $"takes {string.Join(", ", verb.Options)}";
                return new(token.Position, token.Length, $"'{token.Text}' is no option of {verb.Name}, which {has}", near);
            }
            if (reader._options.ContainsKey(option.Name)) return new(token.Position, token.Length, $"'{option}' is given twice");
            if (i + 1 == tokens.Count) return new(text.TrimEnd().Length + 1, 1, $"'{option}' needs a value: {option.Meaning}", $"{option} {option.Example}");
            if (tokens[i + 1].IsOption) return new(tokens[i + 1].Position, tokens[i + 1].Length, $"'{option}' needs a value before the next option: {option.Meaning}", $"{option} {option.Example}");
            reader._options.Add(option.Name, tokens[++i]);
        }
        return reader.Arity(text, verb);
    }

    CommandFault? Arity(string text, CommandVerb verb)
    {
        if (_operands.Count < verb.Required) return new(text.TrimEnd().Length + 1, 1, $"{verb.Name} needs {verb.Operands[_operands.Count]}; expected {verb.Usage}", verb.Example);
        if (_operands.Count <= verb.Operands.Count) return null;
        var extra = _operands[verb.Operands.Count];
        var isUnit = extra.Text == "%" || extra.Text.All(char.IsAsciiLetter);
        if (verb.Operands.Count > 1 && isUnit && char.IsAsciiDigit(_operands[1].Text.FirstOrDefault()))
        {
            return new(extra.Position, extra.Length, $"'{extra.Text}' stands alone; a unit follows its number without a blank", _operands[1].Text + extra.Text);
        }
        return new(extra.Position, extra.Length, $"'{extra.Text}' is one word too many; expected {verb.Usage}");
    }

    public CommandScope Scope() => new(Exchange(), Has("a", out var account) ? Name(account, "an account") : null, Mode());

    /// <summary>A market: one or two names of letters and digits.</summary>
    public SymbolText Symbol(int operand)
    {
        var token = _operands[operand];
        var cut = token.Text.AsSpan().IndexOfAny('/', '-', '_');
        var (first, second) = cut < 0 ? (token.Text, (string?)null) : (token.Text[..cut], token.Text[(cut + 1)..]);
        if (!IsAsset(first) || (second is not null && !IsAsset(second)) || token.Text.All(char.IsAsciiDigit))
        {
            var isSwapped = Count > 1 && token.Text.Length > 0 && char.IsAsciiDigit(token.Text[0]) && char.IsAsciiLetter(_operands[1].Text.FirstOrDefault());
            Fail(token, $"'{token.Text}' is no market; expected letters and digits such as btc, BTC/USDT or BTCUSDT{(isSwapped ? ", before the amount" : "")}", isSwapped ? $"{_operands[1].Text} {token.Text}" : null);
        }
        return new(first.ToUpperInvariant(), second?.ToUpperInvariant());
    }

    /// <summary>Null for the word all, or a market.</summary>
    public SymbolText? SymbolOrAll(int operand) => IsAll(operand) ? null : Symbol(operand);

    /// <summary>A number above 0 with a unit or none; a unit must be one of the market's assets.</summary>
    public TradeAmount Amount(int operand, ref SymbolText symbol)
    {
        var token = _operands[operand];
        if (IsAll(operand)) return TradeAmount.Percent(100);
        var digits = 0;
        while (digits < token.Text.Length && !char.IsAsciiLetter(token.Text[digits]) && token.Text[digits] != '%') digits++;
        var (number, unit) = (token.Text[..digits], token.Text[digits..].ToUpperInvariant());
        if (unit == "X") Fail(token, $"'{token.Text}' is no amount; leverage is an option", $"-lev {number}");
        var value = Number(token, number, "an amount such as 80, 0.5btc or 10%");
        if (unit.Length == 0) return TradeAmount.InQuote(value);
        if (unit == "%")
        {
            if (value > 100) Fail(token, $"'{token.Text}' is more than there is; a share is at most 100%", "100%");
            return TradeAmount.Percent(value);
        }
        if (unit.Length < 2 || !IsAsset(unit) || (unit[0] == 'E' && unit.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)) Fail(token, $"'{token.Text[digits..]}' is no unit; expected an asset such as btc, or %", number);
        else if (symbol.Quote is not null && unit != symbol.Base && unit != symbol.Quote) Fail(token, $"'{token.Text[digits..]}' is neither {symbol.Base} nor {symbol.Quote}", number + symbol.Quote.ToLowerInvariant());
        else if (symbol.Quote is null && unit != symbol.Base && !IsPartOf(symbol.Base, unit, token)) symbol = symbol with { Quote = unit };
        return TradeAmount.Of(value, unit);
    }

    // BTCUSDT may be counted in BTC or USDT. 51inch could be 5 of 1INCH or 51 of INCH: refused, whatever was meant.
    bool IsPartOf(string both, string unit, CommandToken token)
    {
        var rest = both.EndsWith(unit, StringComparison.Ordinal) ? both[..^unit.Length] : both.StartsWith(unit, StringComparison.Ordinal) ? both[unit.Length..] : null;
        if (rest is null) return false;
        if (rest.All(char.IsAsciiDigit)) Fail(token, $"'{token.Text}' can be read in two ways, as {both} begins with digits; give the amount in quote currency or percent");
        return true;
    }

    /// <summary>A stop or target: percent below <paramref name="most"/>, or a price behind @.</summary>
    public PriceLevel? Level(string option, decimal most)
    {
        if (!Has(option, out var token)) return null;
        if (token.Text.StartsWith('@')) return PriceLevel.At(Number(token, token.Text[1..], "a price such as @29000"));
        var number = token.Text.EndsWith('%') ? token.Text[..^1] : token.Text;
        var value = Number(token, number, "percent such as 2.8, or a price such as @29000");
        if (value >= most) Fail(token, $"'{token.Text}' is no percentage below {Exact.Text(most)}; a price is written with @", "@" + number);
        return PriceLevel.Percent(value);
    }

    /// <summary>Whether an option's value is the word off: what it names goes.</summary>
    public bool IsOff(string option) => Has(option, out var token) && !token.IsQuoted && token.Text.Equals(ProtectCommand.Off, StringComparison.OrdinalIgnoreCase);

    /// <summary>A trailing stop's distance in percent.</summary>
    public decimal? Distance(string option)
    {
        if (Has(option, out var token) && token.Text.StartsWith('@')) Fail(token, "a trailing stop is a distance in percent, not a price", "2.8");
        return Level(option, 100)?.Value;
    }

    /// <summary>An option's number above 0.</summary>
    public decimal? Price(string option) => Has(option, out var token) ? Number(token, token.Text, "a price such as 29000") : null;

    public decimal? Leverage(string option)
    {
        if (!Has(option, out var token)) return null;
        var text = token.Text.EndsWith('x') || token.Text.EndsWith('X') ? token.Text[..^1] : token.Text;
        var value = Number(token, text, "a leverage such as 3");
        if (value is < 1 or > TradeCommand.MaxLeverage) Fail(token, $"leverage is 1 to {TradeCommand.MaxLeverage}, was {token.Text}");
        return value;
    }

    public int? Rows(string option)
    {
        if (!Has(option, out var token)) return null;
        if (int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is >= 1 and <= QueryCommand.MaxCount) return rows;
        Fail(token, $"'{token.Text}' is no number of rows; expected a whole number from 1 to {QueryCommand.MaxCount}");
        return null;
    }

    /// <summary>A name at an operand's place; null where it was left out, or for the word all.</summary>
    public string? NameOrAll(int operand, string what) => operand >= Count || IsAll(operand) ? null : Name(_operands[operand], what);

    public string Id(int operand)
    {
        var token = _operands[operand];
        return Name(token.Text.StartsWith('#') && !token.IsQuoted ? token with { Text = token.Text[1..] } : token, "an id");
    }

    /// <summary>Whether the operand is an order's id: digits, # and an id, or our ids of eighteen letters and digits.</summary>
    public bool IsOrder(int operand)
    {
        var text = _operands[operand].Text;
        return text.StartsWith('#') || (text.Length > 0 && text.All(char.IsAsciiDigit)) || (text.Length == 18 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c)) && text.Any(char.IsAsciiDigit));
    }

    /// <summary>The name of a command.</summary>
    public string? Topic(int operand)
    {
        if (operand >= Count) return null;
        var token = _operands[operand];
        var word = token.Text.TrimStart('/').ToLowerInvariant();
        if (CommandVerbs.Find(word) is null) Fail(token, $"'{token.Text}' is no command; 'help' lists them", Suggestion.For(word, CommandVerbs.All.Select(verb => verb.Name)));
        return word;
    }

    /// <summary>Marks the whole command as lacking something.</summary>
    public void Refuse(string message) => Fault ??= new(1, Math.Max(1, _operands.Count == 0 ? 1 : _operands[^1].Position + _operands[^1].Length - 1), message, null);

    /// <summary>Marks an option's value as wrong in the company of others.</summary>
    public void Refuse(string option, string message)
    {
        if (Has(option, out var token)) Fail(token, message);
    }

    string? Exchange() => Has("e", out var token) ? Name(token, "an exchange")?.ToLowerInvariant() : null;

    TradingMode? Mode()
    {
        if (!Has("m", out var token)) return null;
        if (token.Text.Equals("paper", StringComparison.OrdinalIgnoreCase)) return TradingMode.Paper;
        if (token.Text.Equals("live", StringComparison.OrdinalIgnoreCase)) return TradingMode.Live;
        Fail(token, $"'{token.Text}' is no mode; expected paper or live", Suggestion.For(token.Text, ["paper", "live"]));
        return null;
    }

    string Name(CommandToken token, string what)
    {
        var isPlain = token.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        if (token.Text.Length is 0 or > 64 || string.IsNullOrWhiteSpace(token.Text)) Fail(token, $"{what} has a name of 1 to 64 characters");
        else if (!token.IsQuoted && !isPlain) Fail(token, $"'{token.Text}' is no name of {what}; expected letters, digits, dots, hyphens and underscores, or quotation marks around it", $"\"{token.Text}\"");
        return token.Text;
    }

    decimal Number(CommandToken token, string text, string expected)
    {
        if (text.Length is > 0 and <= 28 && text.All(c => char.IsAsciiDigit(c) || c == '.') && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value.Scale <= Exact.MaxScale)
        {
            if (value > 0) return Exact.Trim(value);
            Fail(token, $"'{token.Text}' must be above 0; expected {expected}");
            return 1;
        }
        var comma = text.Count(c => c == ',') == 1 && text.All(c => char.IsAsciiDigit(c) || c == ',');
        var negative = text.Length > 1 && CommandToken.IsDash(text[0]);
        Fail(token, negative ? $"'{token.Text}' must be above 0; expected {expected}" : $"'{token.Text}' is no number; expected {expected}", comma ? token.Text.Replace(',', '.') : null);
        return 1;
    }

    bool IsAll(int operand) => !_operands[operand].IsQuoted && _operands[operand].Text.Equals("all", StringComparison.OrdinalIgnoreCase);

    bool Has(string option, out CommandToken token) => _options.TryGetValue(option, out token);

    void Fail(CommandToken token, string message, string? suggestion = null) => Fault ??= new(token.Position, token.Length, message, suggestion);

    static bool IsAsset(string text) => text.Length is > 0 and <= SymbolText.MaxLength && text.All(char.IsAsciiLetterOrDigit);
}
