using System.Globalization;
using System.Text;
using Argosy.Data.Numbers;

namespace Argosy.Data.Tests.Numbers;

public class TimeTextTests
{
    [Theory]
    [InlineData("1546300800", "2019-01-01 00:00:00.000")]
    [InlineData("1546300800000", "2019-01-01 00:00:00.000")]
    [InlineData("1546300800000000", "2019-01-01 00:00:00.000")]
    [InlineData("1546300800000000000", "2019-01-01 00:00:00.000")]
    [InlineData("1546300800123456789", "2019-01-01 00:00:00.123")]
    [InlineData("1546300800.0", "2019-01-01 00:00:00.000")]
    [InlineData("1546300800.25", "2019-01-01 00:00:00.250")]
    [InlineData("1694556000000.0", "2023-09-12 22:00:00.000")]
    [InlineData("1.546300800e9", "2019-01-01 00:00:00.000")]
    [InlineData("1.694556E+12", "2023-09-12 22:00:00.000")]
    [InlineData("2018-01-08T03:00:00", "2018-01-08 03:00:00.000")]
    [InlineData("2018-01-08 03:00:00", "2018-01-08 03:00:00.000")]
    [InlineData("2018-01-08T03:00:00Z", "2018-01-08 03:00:00.000")]
    [InlineData("2018-01-08T03:00:00.999Z", "2018-01-08 03:00:00.999")]
    [InlineData("2018-01-08T03:00:00.1234567+00:00", "2018-01-08 03:00:00.123")]
    [InlineData("2018-01-08 03:00:00+02:00", "2018-01-08 01:00:00.000")]
    [InlineData("2018-01-08 03:00:00-0530", "2018-01-08 08:30:00.000")]
    [InlineData("2018-01-08 03:00:00 UTC", "2018-01-08 03:00:00.000")]
    [InlineData("2018-01-08", "2018-01-08 00:00:00.000")]
    [InlineData("2018/01/08 03:00", "2018-01-08 03:00:00.000")]
    [InlineData("20180108", "2018-01-08 00:00:00.000")]
    [InlineData("20180108 03:00", "2018-01-08 03:00:00.000")]
    [InlineData("2019-10-17 09-AM", "2019-10-17 09:00:00.000")]
    [InlineData("2019-10-17 12-AM", "2019-10-17 00:00:00.000")]
    [InlineData("2019-10-17 12-PM", "2019-10-17 12:00:00.000")]
    [InlineData("2020-02-29 24:00", "2020-03-01 00:00:00.000")]
    public void TryParse_Time_IsUtc(string text, string expected)
    {
        Assert.True(TimeText.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("time")]
    [InlineData("-1")]
    [InlineData("2019-02-29")]
    [InlineData("2019-13-01")]
    [InlineData("2019-01-01T25:00")]
    [InlineData("2019-01-01T10")]
    [InlineData("2019-01-01X10:00")]
    [InlineData("2019-01-01T10:00:00 CET")]
    [InlineData("01/02/2019")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999")]
    [InlineData("1546300800.x")]
    public void TryParse_NoTime_Refuses(string text) => Assert.False(TimeText.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
