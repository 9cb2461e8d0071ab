using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>A TypeScript bot cannot go on: it looped, failed too often, or its process ended. The message says why, in one sentence.</summary>
public sealed class BotFault(string message) : StrategyFault(message);
