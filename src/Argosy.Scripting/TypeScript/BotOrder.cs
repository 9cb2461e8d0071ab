using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Scripting.TypeScript;

/// <summary>One order of a bot: the number it knows it by, the engine's order once there is one, and what the bot was told of it last.</summary>
sealed class BotOrder(int number, int engineId)
{
    OrderState _state = (OrderState)byte.MaxValue;
    decimal _size;
    OrderTerms? _terms;

    /// <summary>The bot's own number; negative for an order that the engine made.</summary>
    public int Number => number;

    /// <summary>The engine's number.</summary>
    public int EngineId => engineId;

    /// <summary>The order; null until the gate has seen it.</summary>
    public ApprovedOrder? Order { get; set; }

    /// <summary>Whether the bot has been told nothing of it yet.</summary>
    public bool IsNew => _state == (OrderState)byte.MaxValue;

    /// <summary>Whether something has changed since the bot was told.</summary>
    public bool HasChanged => Order is { } order && (order.State != _state || order.Size != _size || !ReferenceEquals(order.Terms, _terms));

    /// <summary>The bot is being told.</summary>
    public void Told() => (_state, _size, _terms) = (Order!.State, Order.Size, Order.Terms);
}
