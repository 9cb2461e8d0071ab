using System.Text;
using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>A question about accounts and trades: <c>balance</c>, <c>positions</c>, <c>trades</c>, <c>orders</c>, <c>performance</c>, <c>daily|weekly|monthly</c>, <c>health</c>, <c>version</c>.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Symbol">Only this market; null for all.</param>
/// <param name="Count">At most so many rows, or so many periods; 1 to <see cref="MaxCount"/>; null for the default.</param>
/// <param name="Scope">Exchange, account and mode.</param>
public sealed record QueryCommand(QueryKind Kind, SymbolText? Symbol, int? Count, CommandScope Scope) : Command
{
    /// <summary>Most rows or periods that can be asked for.</summary>
    public const int MaxCount = 1000;

    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Reads;

    /// <inheritdoc/>
    public override string Preview() => $"Show {KebabCase.Of(Kind.ToString())}{(Symbol is null ? "" : $" of {Symbol}")}{Scope.Phrase()}.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(KebabCase.Of(Kind.ToString()));
        if (Symbol is not null) text.Append(' ').Append(Symbol);
        if (Count is { } count) text.Append(" -n ").Append(count);
        Scope.Write(text);
        return text.ToString();
    }
}

/// <summary>What can be asked; each is also the command's word.</summary>
public enum QueryKind : byte
{
    /// <summary>Balances of the accounts.</summary>
    Balance,
    /// <summary>Open positions: own, foreign and unexplained.</summary>
    Positions,
    /// <summary>Managed trades, running ones first.</summary>
    Trades,
    /// <summary>Working orders.</summary>
    Orders,
    /// <summary>Profit and loss by market.</summary>
    Performance,
    /// <summary>Profit and loss by day.</summary>
    Daily,
    /// <summary>Profit and loss by week.</summary>
    Weekly,
    /// <summary>Profit and loss by month.</summary>
    Monthly,
    /// <summary>Feeds, venues, storage and clock.</summary>
    Health,
    /// <summary>The program's version.</summary>
    Version,
}
