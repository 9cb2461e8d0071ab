namespace Argosy.Hosting.Tests.Gateways;

/// <summary>Where a run's process dies: by chance, or at one persisted step.</summary>
/// <param name="Step">The persisted step, from 1; 0 for chance.</param>
/// <param name="Moment">0 before the records are durable, 1 after it and before any request, 2 after the first request.</param>
internal readonly record struct CrashPlan(int Step, int Moment);
