using Argosy.Hosting.Scheduling;

namespace Argosy.Hosting.Tests.Scheduling;

public sealed class SupervisorTests
{
    [Fact]
    public void Crashed_ThirdTimeWithinAnHour_IsTheLast()
    {
        var clock = new SetClock();
        var supervisor = new Supervisor(clock);
        Assert.NotNull(supervisor.Crashed("a"));
        clock.Now += TimeSpan.FromMinutes(40);
        Assert.NotNull(supervisor.Crashed("a"));
        clock.Now += TimeSpan.FromMinutes(19.9);
        Assert.NotNull(supervisor.Crashed("b"));
        Assert.Null(supervisor.Crashed("a"));
    }

    [Fact]
    public void Crashed_OnceAnHour_GoesOn()
    {
        var clock = new SetClock();
        var supervisor = new Supervisor(clock);
        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull(supervisor.Crashed("a"));
            clock.Now += TimeSpan.FromMinutes(30);
        }
    }

    [Fact]
    public void Forgive_BeginsAnew()
    {
        var supervisor = new Supervisor(new SetClock());
        for (var i = 0; i < 3; i++) supervisor.Crashed("a");
        supervisor.Forgive("a");
        Assert.NotNull(supervisor.Crashed("a"));
    }

    sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
