namespace Argosy.Testnet.Futures;

/// <summary>Every change of every account's wallet, with its cause; the sum of an account's lines is its wallet.</summary>
internal sealed class FuturesIncome
{
    readonly List<IncomeLine> _lines = [];

    /// <summary>Notes a change; nothing for none.</summary>
    public void Add(long time, int account, string symbol, string kind, decimal amount, long trade = 0)
    {
        if (amount != 0) _lines.Add(new(_lines.Count + 1, time, account, symbol, kind, amount, trade));
    }

    /// <summary>An account's lines, oldest first.</summary>
    public IEnumerable<IncomeLine> Of(int account) => _lines.Where(line => line.Account == account);
}

/// <summary>One change of a wallet.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="Account">Whose.</param>
/// <param name="Symbol">By which contract; empty for none.</param>
/// <param name="Kind">The exchange's word, e.g. FUNDING_FEE.</param>
/// <param name="Amount">Quote asset, signed.</param>
/// <param name="Trade">By which trade; 0 for none.</param>
internal readonly record struct IncomeLine(long Id, long Time, int Account, string Symbol, string Kind, decimal Amount, long Trade);
