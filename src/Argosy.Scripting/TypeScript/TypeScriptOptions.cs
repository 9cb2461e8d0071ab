using System.Globalization;

namespace Argosy.Scripting.TypeScript;

/// <summary>How bots are run; none of it changes what they do.</summary>
public sealed record TypeScriptOptions
{
    /// <summary>Environment variable with the most bars a bot is told at a time, 1 or more; 1 is one by one.</summary>
    public const string BlockVariable = "ARGOSY_BOT_BLOCK";

    /// <summary>Most bars told at a time, 1 or more.</summary>
    public int MostBars { get; init; } = 4_096;

    /// <summary>Bars of the first block.</summary>
    public int FirstBars { get; init; } = 16;

    /// <summary>How long one call of the bot may take, ms.</summary>
    public int MostSilence { get; init; } = 1_000;

    /// <summary>Memory for the bot's own values, megabytes.</summary>
    public int HeapMegabytes { get; init; } = 512;

    /// <summary>Whether engine and bot share one core while bars are told in blocks.</summary>
    public bool SharesCore { get; init; } = true;

    /// <summary>Further flags of the JavaScript engine, each with a comma before it.</summary>
    internal string EngineFlags { get; init; } = "";

    /// <summary>Hears what the bot plots and logs, besides the run; null for nobody.</summary>
    internal Action<BotOutput>? Output { get; init; }

    /// <summary>Hears each time the bot was shown bars: the first instant and the last; null for nobody.</summary>
    internal Action<long, long>? Shown { get; init; }

    /// <summary>The defaults, with what the environment says.</summary>
    public static TypeScriptOptions Default { get; } = FromEnvironment();

    static TypeScriptOptions FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(BlockVariable);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) && bars > 0 ? new TypeScriptOptions { MostBars = bars } : new TypeScriptOptions();
    }
}
