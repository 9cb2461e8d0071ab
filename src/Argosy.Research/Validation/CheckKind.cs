namespace Argosy.Research.Validation;

/// <summary>What can be checked of a strategy.</summary>
public enum CheckKind
{
    /// <summary>Whether it knows the future.</summary>
    LookAhead,
    /// <summary>How many bars it must see before it is itself.</summary>
    WarmUp,
    /// <summary>Whether its Sharpe ratio is better than the best that chance gives to as many trials.</summary>
    DeflatedSharpe,
    /// <summary>Whether the best of a search is better than the middle elsewhere.</summary>
    Pbo,
    /// <summary>What the best of a search does on days it was not chosen on.</summary>
    CrossValidation,
    /// <summary>What else could have happened.</summary>
    MonteCarlo,
    /// <summary>Whether neighbouring parameters do as well.</summary>
    Plateau,
    /// <summary>How much dearer trading may be.</summary>
    Costs,
}

/// <summary>What a check says.</summary>
public enum CheckVerdict
{
    /// <summary>Nothing speaks against the strategy.</summary>
    Fine,
    /// <summary>Something does.</summary>
    Doubtful,
    /// <summary>Its results are worth nothing.</summary>
    Failed,
    /// <summary>It could not be made.</summary>
    Skipped,
}

/// <summary>What a check came to, in words.</summary>
/// <param name="Kind">The check.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Text">Why, in plain words.</param>
public sealed record CheckOutcome(CheckKind Kind, CheckVerdict Verdict, string Text);
