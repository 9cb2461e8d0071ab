using Argosy.Core.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>A signal that is held for so many bars and then given up; a new one starts the count anew.</summary>
struct Holding(int bars)
{
    int _left;

    /// <summary>Takes this bar's signal, 0 for none, and states the target that follows.</summary>
    public void Push(int signal, StrategyContext context)
    {
        if (signal != 0)
        {
            _left = bars;
            context.Target((Direction)signal);
        }
        else if (_left > 0 && --_left == 0)
        {
            context.Target(Direction.Flat);
        }
    }
}
