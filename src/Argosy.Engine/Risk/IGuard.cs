namespace Argosy.Engine.Risk;

/// <summary>Blocks entries on a condition; exits always pass. A value equal to its limit blocks.</summary>
/// <remarks>One that needs equity point by point is an <see cref="IEquityWatcher"/> too; anything else it reads from the account's history.</remarks>
public interface IGuard
{
    /// <summary>Whether entries of an instrument are blocked at this moment.</summary>
    bool Blocks(AccountView account, int instrument);
}

/// <summary>A guard or risk rule that looks at equity at every close of a base bar.</summary>
public interface IEquityWatcher
{
    /// <summary>Bars have closed and the account is marked.</summary>
    void OnPoint(AccountView account);
}
