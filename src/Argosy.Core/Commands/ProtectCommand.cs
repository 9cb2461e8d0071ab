using System.Text;

namespace Argosy.Core.Commands;

/// <summary><c>protect SYMBOL -sl P|off -tp P|off</c>: sets, moves or takes away the stop loss and the take profit of one position.</summary>
/// <remarks>What is not named stays as it is. At least one of the two is named.</remarks>
/// <param name="Symbol">The market.</param>
/// <param name="Scope">Exchange, account and mode.</param>
public sealed record ProtectCommand(SymbolText Symbol, CommandScope Scope) : Command
{
    /// <summary>Where the stop shall lie; null where it stays as it is or goes.</summary>
    public PriceLevel? StopLoss { get; init; }

    /// <summary>Whether the stop goes.</summary>
    public bool DropsStop { get; init; }

    /// <summary>Where the target shall lie; null where it stays as it is or goes.</summary>
    public PriceLevel? TakeProfit { get; init; }

    /// <summary>Whether the target goes.</summary>
    public bool DropsTarget { get; init; }

    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview()
    {
        var text = new StringBuilder("Protect the position in ").Append(Symbol).Append(Scope.Phrase()).Append(':');
        if (StopLoss is { } stop) text.Append(" stop loss ").Append(stop.Phrase("against the entry"));
        if (DropsStop) text.Append(" no stop loss");
        if ((StopLoss is not null || DropsStop) && (TakeProfit is not null || DropsTarget)) text.Append(',');
        if (TakeProfit is { } target) text.Append(" take profit ").Append(target.Phrase("in its favour"));
        if (DropsTarget) text.Append(" no take profit");
        return text.Append('.').ToString();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("protect ").Append(Symbol);
        if (StopLoss is { } stop) text.Append(" -sl ").Append(stop);
        else if (DropsStop) text.Append(" -sl ").Append(Off);
        if (TakeProfit is { } target) text.Append(" -tp ").Append(target);
        else if (DropsTarget) text.Append(" -tp ").Append(Off);
        Scope.Write(text);
        return text.ToString();
    }

    internal const string Off = "off";
}
