using Argosy.Engine.Strategies;

namespace Argosy.Engine.Tests.Strategies;

public sealed class StateBagTests
{
    [Fact]
    public void Values_OfEveryKind_AreKeptAndReadBack()
    {
        var bag = new StateBag();
        bag.Set("flag", true);
        bag.Set("whole", 3);
        bag.Set("long", 1L << 40);
        bag.Set("number", 0.1);
        bag.Set("money", 1.10m);
        bag.Set("text", "a \"b\"\n\uD800");
        bag.Set("numbers", new[] { 1.5, -2 });
        bag.Set("unknown", double.NaN);
        Assert.Equal((true, 3, 1L << 40, 0.1, 1.10m), (bag.Get<bool>("flag"), bag.Get<int>("whole"), bag.Get<long>("long"), bag.Get<double>("number"), bag.Get<decimal>("money")));
        Assert.Equal([1.5, -2], bag.Get<double[]>("numbers")!);
        Assert.True(double.IsNaN(bag.Get("unknown", 1.0)));
        Assert.Equal(3.0, bag.Get<double>("whole"));
        // A line feed and half a pair: both are escaped, or replaced by the sign of what cannot be read.
        const string Text = """{"flag":true,"long":1099511627776,"money":1.10,"number":0.1,"numbers":[1.5,-2],"text":"a \"b\"\u000a?","unknown":null,"whole":3}""";
        Assert.Equal(Text.Replace("?", "\uFFFD", StringComparison.Ordinal), bag.ToJson());
    }

    [Fact]
    public void AName_ThatIsNotThere_IsWhatTheCallerSays()
    {
        var bag = new StateBag();
        Assert.Equal((0, 7, null, 2.5m), (bag.Get<int>("a"), bag.Get("a", 7), bag.Get<string>("a"), bag.Get("a", 2.5m)));
        Assert.False(bag.Has("a"));
    }

    [Fact]
    public void AValue_OfAnotherKind_IsAnExceptionThatSaysWhich()
    {
        var bag = new StateBag();
        bag.Set("a", "text");
        Assert.Equal("state 'a' holds a text, not Int32", Assert.Throws<InvalidCastException>(() => bag.Get<int>("a")).Message);
        bag.Set("a", 1L << 40);
        Assert.Contains("1099511627776", Assert.Throws<InvalidCastException>(() => bag.Get<int>("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeKept_IsRefused()
    {
        var bag = new StateBag();
        Assert.Contains("expected bool, int, long", Assert.Throws<ArgumentException>(() => bag.Set("a", DateTime.UnixEpoch)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => bag.Set("a", double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => bag.Set("", 1));
        Assert.Throws<ArgumentException>(() => bag.Set("a", new string('x', StateBag.MostLength + 1)));
        Assert.Throws<ArgumentException>(() => bag.Set("a", new double[StateBag.MostLength + 1]));
        for (var i = 0; i < StateBag.MostNames; i++) bag.Set($"n{i}", i);
        Assert.Throws<ArgumentException>(() => bag.Set("one more", 1));
        Assert.Equal(StateBag.MostNames, bag.Count);
    }

    [Fact]
    public void Changes_CountOnlyWhatDiffers_AndArraysAreCopies()
    {
        var bag = new StateBag();
        double[] numbers = [1];
        bag.Set("a", numbers);
        numbers[0] = 2;
        bag.Get<double[]>("a")![0] = 3;
        Assert.Equal([1], bag.Get<double[]>("a")!);
        var before = bag.Changes;
        bag.Set("a", new[] { 1.0 });
        bag.Remove("b");
        Assert.Equal(before, bag.Changes);
    }

    [Fact]
    public void CopyFrom_MakesThemEqual()
    {
        var (old, fresh) = (new StateBag(), new StateBag());
        old.Set("kept", 1);
        old.Set("changed", 2);
        fresh.Set("changed", 3);
        fresh.Set("gone", 4);
        fresh.CopyFrom(old);
        Assert.Equal(old.ToJson(), fresh.ToJson());
    }

    [Fact]
    public void Json_GivenAsSuch_IsWrittenAsSuch()
    {
        var bag = new StateBag();
        bag.SetJson("rungs", """[{"buyAt":1}]""");
        Assert.Equal("""{"rungs":[{"buyAt":1}]}""", bag.ToJson());
        Assert.Equal("""[{"buyAt":1}]""", bag.GetJson("rungs"));
        Assert.Throws<InvalidCastException>(() => bag.Get<double[]>("rungs"));
    }
}
