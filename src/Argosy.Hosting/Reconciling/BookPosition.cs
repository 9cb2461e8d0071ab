namespace Argosy.Hosting.Reconciling;

/// <summary>What one book holds of an instrument.</summary>
/// <param name="Book">The bot's book.</param>
/// <param name="Quantity">Base asset, signed.</param>
public readonly record struct BookPosition(string Book, decimal Quantity);
