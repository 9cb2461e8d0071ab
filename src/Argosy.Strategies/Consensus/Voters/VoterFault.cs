namespace Argosy.Strategies.Consensus.Voters;

/// <summary>A voter's answer did not come in time. The engine has no clock: where the voter runs the deadline is measured, and this fact enters the run.</summary>
/// <param name="Voter">Its name in the consensus.</param>
/// <param name="Time">The close it should have answered for, Unix ms.</param>
public readonly record struct VoterFault(string Voter, long Time);
