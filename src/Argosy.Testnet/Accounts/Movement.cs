namespace Argosy.Testnet.Accounts;

/// <summary>A deposit or a withdrawal, or a transfer from or to another wallet of the same owner.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Account">Whose.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Amount">Above 0 came in, below 0 went out.</param>
/// <param name="Time">When, Unix ms of exchange time.</param>
/// <param name="Wallet">The owner's other wallet in the exchange's word, e.g. FUNDING; empty for one with the outside world.</param>
internal sealed record Movement(long Id, Account Account, string Asset, decimal Amount, long Time, string Wallet = "");
