using System.Globalization;

namespace Argosy.Sandbox.Tests;

/// <summary>What is to be seen on the machine itself, beside all sandboxes.</summary>
static class Outside
{
    /// <summary>Living processes whose command has this text in it.</summary>
    public static IReadOnlyList<int> Processes(string text)
    {
        List<int> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                if (File.ReadAllText($"{folder}/cmdline").Contains(text, StringComparison.Ordinal)) found.Add(id);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while it was looked at.
            }
        }
        return found;
    }

    /// <summary>Waits for a state that must come by itself; false after a time that only something broken takes.</summary>
    public static async Task<bool> ComesAsync(Func<bool> state)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (state()) return true;
            await Task.Delay(10);
        }
        return false;
    }

    /// <summary>A folder of the test's own.</summary>
    public static string Folder() => Directory.CreateTempSubdirectory("argosy-sandbox-test-").FullName;
}
