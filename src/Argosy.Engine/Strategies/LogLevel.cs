namespace Argosy.Engine.Strategies;

/// <summary>How much a line of a strategy's log matters.</summary>
public enum LogLevel : byte
{
    /// <summary>For who looks for a fault.</summary>
    Debug,
    /// <summary>Worth knowing.</summary>
    Info,
    /// <summary>Something is not as it should be.</summary>
    Warning,
    /// <summary>Something failed.</summary>
    Error,
}
