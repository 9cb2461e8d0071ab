namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes and no as numbers.</summary>
static class Answer
{
    /// <summary>1 for yes, 0 for no.</summary>
    public static double? Of(bool yes) => yes ? 1 : 0;
}
