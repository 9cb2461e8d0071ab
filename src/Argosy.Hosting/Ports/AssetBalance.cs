namespace Argosy.Hosting.Ports;

/// <summary>What an account holds of one asset.</summary>
/// <param name="Asset">The asset, in capitals.</param>
/// <param name="Free">Free to trade; on derivatives the cross wallet.</param>
/// <param name="Locked">In open orders; on derivatives the rest of the wallet.</param>
public readonly record struct AssetBalance(string Asset, decimal Free, decimal Locked)
{
    /// <summary>All of it.</summary>
    public decimal Total => Free + Locked;
}
