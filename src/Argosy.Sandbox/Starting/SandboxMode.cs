namespace Argosy.Sandbox.Starting;

/// <summary>Whether programs are really held.</summary>
public enum SandboxMode
{
    /// <summary>By the operating system; where that is not possible nothing is started.</summary>
    Enforced,
    /// <summary>Not at all: programs run as the host does, with its rights. Only when the user said so.</summary>
    Unsafe,
}
