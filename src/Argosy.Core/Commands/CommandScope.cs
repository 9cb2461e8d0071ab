using System.Text;

namespace Argosy.Core.Commands;

/// <summary>Where a command holds: what is null is left to the platform's default.</summary>
/// <param name="Exchange">The venue's name in lower case, e.g. bybit.</param>
/// <param name="Account">The account's name as the user gave it.</param>
/// <param name="Mode">Paper or live.</param>
public readonly record struct CommandScope(string? Exchange, string? Account, TradingMode? Mode)
{
    /// <summary>Everywhere, or wherever the default lies.</summary>
    public static CommandScope Default => default;

    internal void Write(StringBuilder text)
    {
        if (Exchange is not null) text.Append(" -e ").Append(CommandToken.Quoted(Exchange));
        if (Account is not null) text.Append(" -a ").Append(CommandToken.Quoted(Account));
        if (Mode is { } mode) text.Append(" -m ").Append(mode is TradingMode.Paper ? "paper" : "live");
    }

    internal string Phrase()
    {
        var text = new StringBuilder();
        if (Exchange is not null) text.Append(" on ").Append(Exchange);
        if (Account is not null) text.Append(Exchange is null ? " in account " : ", account ").Append(Account);
        if (Mode is { } mode) text.Append(mode is TradingMode.Paper ? ", on paper" : ", live");
        return text.ToString();
    }
}
