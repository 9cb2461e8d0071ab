namespace Argosy.Hosting.Reconciling;

/// <summary>One asset of an account, explained: venue = own + foreign + unexplained.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Venue">What the venue says is there, free and locked.</param>
/// <param name="Own">Sum of our virtual books.</param>
/// <param name="Foreign">What was there before us, came from outside or was moved by others: reported, never touched.</param>
public readonly record struct AssetLine(string Asset, decimal Venue, decimal Own, decimal Foreign)
{
    /// <summary>What nobody can account for; anything but 0 pauses entries.</summary>
    public decimal Unexplained => Venue - Own - Foreign;
}
