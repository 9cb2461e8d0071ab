namespace Argosy.Hosting.Ports;

/// <summary>Tells people what they must know: chat, web page, log. It must not block, and is told on the thread of whatever happened.</summary>
public interface IAlerts
{
    /// <summary>Tells of something.</summary>
    void Tell(Alert alert);
}

/// <summary>Something a person should know.</summary>
/// <param name="Severity">How urgently.</param>
/// <param name="Code">What kind of thing, in kebab-case, e.g. unexplained, order-journal, clock.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Account">The account; empty where it is none's.</param>
/// <param name="Deployment">The deployment; 0 where it is none's.</param>
public sealed record Alert(AlertSeverity Severity, string Code, string Text, string Account = "", int Deployment = 0);

/// <summary>How urgently a person should know.</summary>
public enum AlertSeverity
{
    /// <summary>To be read some time.</summary>
    Info,
    /// <summary>Entries pause, or will before long.</summary>
    Warning,
    /// <summary>Money may be at risk: look now.</summary>
    Critical,
}
