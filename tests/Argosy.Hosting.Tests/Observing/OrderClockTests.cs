using Argosy.Hosting.Observing;

namespace Argosy.Hosting.Tests.Observing;

/// <summary>Which orders are measured, and how often.</summary>
public sealed class OrderClockTests
{
    readonly OrderClock _clock = new();

    [Fact]
    public void OrderThatFollowsFromAFrame_CountsOnceInEachStage()
    {
        Order(_clock, isOfFrame: true);
        Assert.Equal((1, 1), (_clock.Encoded.Count, _clock.Sent.Count));
        Assert.All(_clock.Stages, stage => Assert.Equal(1, stage.Count));
    }

    [Fact]
    public void SecondOrderOfAFrame_CountsAsOrderAndInNoStage()
    {
        Order(_clock, isOfFrame: true);
        Order(_clock, isOfFrame: false);
        Assert.Equal((2, 2), (_clock.Encoded.Count, _clock.Sent.Count));
        Assert.All(_clock.Stages, stage => Assert.Equal(1, stage.Count));
    }

    [Fact]
    public void OrderWithoutAFrame_OrOfAnotherThread_CountsNowhere()
    {
        Order(_clock, isOfFrame: false);
        _clock.FrameRead();
        var other = new Thread(() => Order(_clock, isOfFrame: false));
        other.Start();
        other.Join();
        _clock.FrameDone();
        Order(_clock, isOfFrame: false);
        Assert.Equal((0, 0), (_clock.Encoded.Count, _clock.Sent.Count));
        Assert.All(_clock.Stages, stage => Assert.Equal(0, stage.Count));
    }

    [Fact]
    public void Stages_MakeTheWholeWay()
    {
        var (sent, stages) = (0.0, 0.0);
        _clock.Sent.Listener = seconds => sent += seconds;
        foreach (var stage in _clock.Stages) stage.Listener = seconds => stages += seconds;
        Order(_clock, isOfFrame: true);
        // The last stage ends just after the whole was read off.
        Assert.True(stages >= sent, $"{stages} s in stages, {sent} s in all");
    }

    static void Order(OrderClock clock, bool isOfFrame)
    {
        if (isOfFrame) clock.FrameRead();
        foreach (var stage in new[] { OrderStage.Read, OrderStage.Decided, OrderStage.Admitted }) clock.Mark(stage);
        clock.OrderEncoded();
        clock.Mark(OrderStage.Logged);
        clock.Mark(OrderStage.Recorded);
        clock.OrderSent();
    }
}
