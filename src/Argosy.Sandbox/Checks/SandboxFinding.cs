namespace Argosy.Sandbox.Checks;

/// <summary>One thing that was tried.</summary>
/// <param name="Part">What, in a few words.</param>
/// <param name="State">How it stands.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">How to get what is missing; empty where nothing is.</param>
public sealed record SandboxFinding(string Part, FindingState State, string Detail, string Remedy = "");

/// <summary>How a thing stands.</summary>
public enum FindingState
{
    /// <summary>It works.</summary>
    Works,
    /// <summary>It does not, and something weaker takes its place.</summary>
    Weaker,
    /// <summary>It does not, and without it no bot runs.</summary>
    Missing,
}
