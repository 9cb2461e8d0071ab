using System.Text.Json;
using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Research.Results;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Tests.Results;

public sealed class SpellingTests
{
    [Fact]
    public void EveryMember_IsItsNameInKebabCase()
    {
        Check<Direction>(Spelling.Of);
        Check<Side>(Spelling.Of);
        Check<OrderPurpose>(Spelling.Of);
        Check<OrderType>(Spelling.Of);
        Check<TimeInForce>(Spelling.Of);
        Check<OrderState>(Spelling.Of);
        Check<OrderReason>(Spelling.Of);
        Check<FillAt>(Spelling.Of);
        Check<PathMode>(Spelling.Of);
    }

    [Fact]
    public void EveryFlag_HasItsWord()
    {
        Assert.All(Spelling.FillTraitWords, w => Assert.Equal(Kebab(w.Key.ToString()), w.Value));
        Assert.All(Spelling.OrderFlagWords, w => Assert.Equal(Kebab(w.Key.ToString()), w.Value));
        Assert.Equal(
            Enum.GetValues<FillTraits>().Where(t => t is not (FillTraits.None or FillTraits.FeeInBase)).Order(), Spelling.FillTraitWords.Select(w => w.Key).Order());
        Assert.Equal(Enum.GetValues<OrderFlags>().Where(f => f != OrderFlags.None).Order(), Spelling.OrderFlagWords.Select(w => w.Key).Order());
    }

    static void Check<T>(Func<T, string> spell)
        where T : struct, Enum => Assert.All(Enum.GetValues<T>(), value => Assert.Equal(Kebab(value.ToString()), spell(value)));

    static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
