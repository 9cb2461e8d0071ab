using System.Globalization;
using Argosy.Core.MarketData;

namespace Argosy.Core.Tests.MarketData;

public sealed class TimeframeTests
{
    [Theory]
    [InlineData("1m", "1m")]
    [InlineData("60m", "1h")]
    [InlineData("90m", "90m")]
    [InlineData("24h", "1d")]
    [InlineData("7d", "1w")]
    [InlineData("1M", "1M")]
    [InlineData("500ms", "500ms")]
    public void Text_ReadAndWritten_IsTheShortestSpelling(string text, string spelling) => Assert.Equal(spelling, Timeframe.Parse(text).Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("0m")]
    [InlineData("-1m")]
    [InlineData("1y")]
    [InlineData("1.5h")]
    [InlineData("9999999m")]
    public void WhatIsNone_IsRefusedWithExamples(string text) => Assert.Contains("1m, 5m, 1h, 1d, 1w or 1M", Timeframe.Parse(text).Error?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1h", "2024-02-29 13:45", "2024-02-29 13:00", "2024-02-29 14:00")]
    // 2024-02-29 is a Thursday: its week began on Monday the 26th.
    [InlineData("1w", "2024-02-29 13:45", "2024-02-26 00:00", "2024-03-04 00:00")]
    [InlineData("1M", "2024-02-29 13:45", "2024-02-01 00:00", "2024-03-01 00:00")]
    [InlineData("3M", "2024-02-29 13:45", "2024-01-01 00:00", "2024-04-01 00:00")]
    [InlineData("1d", "1969-12-31 13:45", "1969-12-31 00:00", "1970-01-01 00:00")]
    [InlineData("1w", "1969-12-31 13:45", "1969-12-29 00:00", "1970-01-05 00:00")]
    public void Period_OfATime_IsTheCalendars(string timeframe, string time, string start, string end)
    {
        var period = Timeframe.Parse(timeframe).Value;
        Assert.Equal(At(start), period.Floor(At(time)));
        Assert.Equal(At(end), period.End(At(start)));
    }

    static long At(string text) =>
        new DateTimeOffset(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
