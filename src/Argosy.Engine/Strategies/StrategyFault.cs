namespace Argosy.Engine.Strategies;

/// <summary>A strategy cannot go on and says why in words for its author; it is no fault of the program.</summary>
public class StrategyFault(string message) : Exception(message);
