namespace Argosy.Scripting.TypeScript;

/// <summary>A log line or a plot point of a bot.</summary>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The line, or the name of the series.</param>
/// <param name="Value">Of a point.</param>
/// <param name="Panel">Of a point: where it is drawn; empty is with the prices.</param>
/// <param name="IsLine">Of a point: whether a line joins it with the others of its series.</param>
readonly record struct BotOutput(long Time, BotOutputKind Kind, string Text, double Value, string Panel, bool IsLine);

/// <summary>What a bot put out; the first three are the levels of a line.</summary>
enum BotOutputKind : byte
{
    Info,
    Warning,
    Error,
    Point,
}
