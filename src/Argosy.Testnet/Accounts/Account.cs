namespace Argosy.Testnet.Accounts;

/// <summary>A client's account: its key and what it owns.</summary>
internal sealed class Account(int id, string key, string secret)
{
    readonly SortedDictionary<string, Balance> _balances = new(StringComparer.Ordinal);

    /// <summary>Its number, above 0.</summary>
    public int Id { get; } = id;

    public string Key { get; } = key;

    public string Secret { get; } = secret;

    /// <summary>Assets ever held, by name.</summary>
    public IReadOnlyDictionary<string, Balance> Balances => _balances;

    /// <summary>What it holds of an asset.</summary>
    public Balance Of(string asset)
    {
        if (!_balances.TryGetValue(asset, out var balance)) _balances.Add(asset, balance = new Balance());
        return balance;
    }
}

/// <summary>How much of one asset an account has.</summary>
internal sealed class Balance
{
    /// <summary>At its disposal.</summary>
    public decimal Free { get; set; }

    /// <summary>Held for open orders.</summary>
    public decimal Locked { get; set; }

    /// <summary>Sets aside what an order may need; false where there is too little.</summary>
    public bool TryLock(decimal amount)
    {
        if (Free < amount) return false;
        Free -= amount;
        Locked += amount;
        return true;
    }

    /// <summary>Gives back what was set aside.</summary>
    public void Unlock(decimal amount)
    {
        Locked -= amount;
        Free += amount;
    }
}
