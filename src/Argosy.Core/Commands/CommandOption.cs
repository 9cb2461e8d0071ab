namespace Argosy.Core.Commands;

/// <summary>An option of the grammar.</summary>
/// <param name="Name">Its word without the hyphen, e.g. sl.</param>
/// <param name="Value">Its value as the usage line writes it, e.g. PRICE.</param>
/// <param name="Meaning">One sentence of help.</param>
/// <param name="Example">A value that is valid.</param>
public sealed record CommandOption(string Name, string Value, string Meaning, string Example)
{
    internal static readonly CommandOption StopLoss = new("sl", "P", "stop loss: percent from the entry, or @PRICE", "2.8");
    internal static readonly CommandOption TakeProfit = new("tp", "P", "take profit: percent from the entry, or @PRICE", "5");
    internal static readonly CommandOption TrailingStop = new("tsl", "P", "trailing stop: percent behind the best price since the entry", "2.8");
    internal static readonly CommandOption StopTo = new("sl", "P|off", "stop loss: percent from the entry, @PRICE, or off to take it away", "@29000");
    internal static readonly CommandOption TargetTo = new("tp", "P|off", "take profit: percent from the entry, @PRICE, or off to take it away", "@35000");
    internal static readonly CommandOption Leverage = new("lev", "N", "leverage, 1 to 125", "3");
    internal static readonly CommandOption Limit = new("limit", "PRICE", "limit price in quote currency; without it the order is a market order", "29000");
    internal static readonly CommandOption Exchange = new("e", "EXCHANGE", "the exchange", "bybit");
    internal static readonly CommandOption Account = new("a", "ACCOUNT", "the account", "main");
    internal static readonly CommandOption Mode = new("m", "paper|live", "paper or live", "paper");
    internal static readonly CommandOption Count = new("n", "N", "how many rows or periods, 1 to 1000", "20");

    /// <summary>With its hyphen.</summary>
    public override string ToString() => "-" + Name;
}
