namespace Argosy.Server.Jobs;

/// <summary>A field of a job's request and the option of the command that takes it: what a request may say is what stands in <see cref="RequestFields"/>, nothing else reaches the command line.</summary>
/// <param name="Name">camelCase name.</param>
/// <param name="Option">The option, e.g. --slippage-bps; empty for what is no option.</param>
/// <param name="Kind">What it takes.</param>
internal sealed record RequestField(string Name, string Option, FieldKind Kind)
{
    /// <summary>Smallest number.</summary>
    public decimal Least { get; init; } = decimal.MinValue;

    /// <summary>Greatest number.</summary>
    public decimal Most { get; init; } = decimal.MaxValue;

    /// <summary>The words it takes; empty for any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>What a field of a request takes.</summary>
internal enum FieldKind
{
    /// <summary>A text.</summary>
    Text,
    /// <summary>A decimal number, as number or text.</summary>
    Number,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>True or false; the option is given or not.</summary>
    Flag,
    /// <summary>True or false; the option is told on or off.</summary>
    Switch,
    /// <summary>A text, or several.</summary>
    Texts,
    /// <summary>An object of texts, numbers and truth values: name=value.</summary>
    Pairs,
    /// <summary>A bot's version: its number and version as text (7@1.4), or an object of names and texts.</summary>
    Version,
    /// <summary>Names of series.</summary>
    Series,
    /// <summary>Unix ms.</summary>
    Time,
}
