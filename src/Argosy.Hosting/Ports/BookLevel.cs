namespace Argosy.Hosting.Ports;

/// <summary>A price with what rests there.</summary>
/// <param name="Price">Quote asset.</param>
/// <param name="Quantity">Base asset; 0 in a change means the level is gone.</param>
public readonly record struct BookLevel(decimal Price, decimal Quantity);
