namespace Argosy.Sandbox.Limits;

/// <summary>What processes had of the processor since they started.</summary>
/// <param name="Spent">Time they ran.</param>
/// <param name="Waited">Time they could have run, had there been a turn for them; zero where the system does not say.</param>
public readonly record struct ProcessorUse(TimeSpan Spent, TimeSpan Waited);
