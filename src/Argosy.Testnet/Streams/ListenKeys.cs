using System.Globalization;
using Argosy.Testnet.Accounts;

namespace Argosy.Testnet.Streams;

/// <summary>Keys that open a user stream; they last an hour after the last renewal.</summary>
internal sealed class ListenKeys
{
    const long LifeMs = 3_600_000;

    readonly Dictionary<string, (Account Account, long Until)> _keys = new(StringComparer.Ordinal);
    int _count;

    /// <summary>The account's key: the one it has, or a new one.</summary>
    public string Open(Account account, long now)
    {
        foreach (var (name, entry) in _keys)
        {
            if (entry.Account != account || entry.Until <= now) continue;
            _keys[name] = (account, now + LifeMs);
            return name;
        }
        var key = string.Create(CultureInfo.InvariantCulture, $"listen{account.Id}x{++_count:D8}");
        _keys.Add(key, (account, now + LifeMs));
        return key;
    }

    /// <summary>Lets a key live another hour; false where it is unknown.</summary>
    public bool Renew(string key, long now)
    {
        if (AccountOf(key, now) is not { } account) return false;
        _keys[key] = (account, now + LifeMs);
        return true;
    }

    /// <summary>Ends a key; false where it is unknown.</summary>
    public bool Close(string key) => _keys.Remove(key);

    /// <summary>Lets a key end with the next look at the clock; false where it is unknown.</summary>
    public bool End(string key)
    {
        if (!_keys.TryGetValue(key, out var entry)) return false;
        _keys[key] = (entry.Account, 0);
        return true;
    }

    /// <summary>Keys that ended since the last call; they are forgotten.</summary>
    public List<string> TakeEnded(long now)
    {
        var ended = _keys.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList();
        foreach (var key in ended) _keys.Remove(key);
        return ended;
    }

    /// <summary>Whose key it is; null where it is unknown or too old.</summary>
    public Account? AccountOf(string key, long now) => _keys.TryGetValue(key, out var entry) && entry.Until > now ? entry.Account : null;

    /// <summary>The newest key of the account that lives, or null.</summary>
    public string? KeyOf(Account account, long now) => _keys.FirstOrDefault(entry => entry.Value.Account == account && entry.Value.Until > now).Key;
}
