using System.Text;
using Argosy.Hosting.Desks;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>The books' file at whatever byte a process or a disk stops.</summary>
public sealed class BookFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Log => Path.Combine(_folder.Path, BookFile.Name);

    string Before => Path.Combine(_folder.Path, "books.json");

    [Fact]
    public void WhatWasWritten_IsReadInOrder()
    {
        Assert.Equal(["one", "two", "three"], Texts(Written("one", "two", "three")));
        Assert.Equal(["argosy books 1", "1 ", "2 ", "3 "], File.ReadLines(Log).Select((line, i) => i == 0 ? line : line[..2]));
    }

    [Fact]
    public void NoFile_NoBooks() => Assert.Empty(New().Read());

    [Fact]
    public void CutAtEveryByteOfTheLastLine_TheLinesBeforeItStand()
    {
        Written("one", "two", "three");
        var whole = File.ReadAllBytes(Log);
        var last = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var cut = last; cut < whole.Length; cut++)
        {
            File.WriteAllBytes(Log, whole[..cut]);
            Assert.Equal(["one", "two"], Texts(New()));
            // The file has its new length, the line not its bytes yet.
            File.WriteAllBytes(Log, [.. whole[..cut], .. new byte[whole.Length - cut]]);
            Assert.Equal(["one", "two"], Texts(New()));
        }
    }

    [Fact]
    public void ChangedAtEveryByte_NothingFalseIsRead()
    {
        Written("one", "two", "three");
        var whole = File.ReadAllBytes(Log);
        var last = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x11;
            File.WriteAllBytes(Log, changed);
            // What was acknowledged and has a line behind it must not be missing in silence.
            if (at < last) Assert.Throws<InvalidDataException>(() => New().Read());
            else Assert.Equal(["one", "two"], Texts(New()));
        }
    }

    [Fact]
    public void ALineIsMissing_IsDamage()
    {
        Written("one", "two", "three");
        var lines = File.ReadAllLines(Log);
        File.WriteAllText(Log, $"{lines[0]}\n{lines[1]}\n{lines[3]}\n");
        Assert.Contains("line 3 can be read, line 2 before it cannot", Assert.Throws<InvalidDataException>(() => New().Read()).Message, StringComparison.Ordinal);
        File.WriteAllText(Log, $"{lines[0]}\n");
        Assert.Contains("first line", Assert.Throws<InvalidDataException>(() => New().Read()).Message, StringComparison.Ordinal);
        File.WriteAllText(Log, "argosy books 2\n");
        Assert.Contains("newer Argosy", Assert.Throws<InvalidDataException>(() => New().Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DiedWhileItWasWrittenAnew_WhatWasThereStands()
    {
        var file = Written("one", "two");
        File.WriteAllText(Log + ".next", "argosy bo");
        Assert.Equal(["one", "two"], Texts(New()));
        file.Begin("all"u8);
        Assert.Equal(["all"], Texts(New()));
        Assert.Equal([Log], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void BooksOfBefore_AreReadUntilTheyAreWrittenAnew()
    {
        File.WriteAllText(Before, "old");
        Assert.Equal(["old"], Texts(New()));
        Assert.Equal(Before, New().Path);
        New().Begin("new"u8);
        Assert.Equal(["new"], Texts(New()));
        Assert.False(File.Exists(Before));
        // Died between the two: the newer one counts, and the older one never again.
        File.WriteAllText(Before, "old");
        Assert.Equal(["new"], Texts(New()));
        Assert.False(File.Exists(Before));
    }

    [Fact]
    public void AfterAStart_AndAfterAFailedWrite_ItIsWrittenAnew()
    {
        var file = Written("one");
        Assert.True(New().IsDue);
        Assert.False(file.IsDue);
        File.AppendAllText(Log, "2 torn");
        Assert.Throws<IOException>(() => file.Add("two"u8));
        Assert.True(file.IsDue);
        file.Begin("one and two"u8);
        file.Add("three"u8);
        Assert.Equal(["one and two", "three"], Texts(New()));
        File.Delete(Log);
        Assert.ThrowsAny<IOException>(() => file.Add("four"u8));
        Assert.True(file.IsDue);
    }

    [Fact]
    public void LaterLinesOutgrowTheFirst_ItIsDue()
    {
        var (file, lines, text) = (Written("one"), 0, new byte[10_000]);
        Array.Fill(text, (byte)'x');
        for (; !file.IsDue; lines++) file.Add(text);
        Assert.Equal(105, lines);
        file.Begin(text);
        Assert.False(file.IsDue);
        Assert.InRange(new FileInfo(Log).Length, 10_000, 10_100);
    }

    public void Dispose() => _folder.Dispose();

    BookFile New() => new(_folder.Path);

    BookFile Written(params string[] texts)
    {
        var file = New();
        file.Begin(Encoding.UTF8.GetBytes(texts[0]));
        foreach (var text in texts.Skip(1)) file.Add(Encoding.UTF8.GetBytes(text));
        return file;
    }

    static string[] Texts(BookFile file) => [.. file.Read().Select(text => Encoding.UTF8.GetString(text.Span))];
}
