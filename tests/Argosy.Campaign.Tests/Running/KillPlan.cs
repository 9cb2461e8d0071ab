namespace Argosy.Campaign.Tests.Running;

/// <summary>Kill the host at one moment: before, right after or after the sending of its n-th persisted step.</summary>
/// <param name="Step">Which persisted step of the run, from 1; 0 for none.</param>
/// <param name="Moment">0 before it is durable, 1 when it is and nothing was sent, 2 when requests have left.</param>
internal sealed record KillPlan(int Step, int Moment);
