using Argosy.Core.Values;

namespace Argosy.Strategies.Prediction;

/// <summary>Models on disk.</summary>
public static class ModelFile
{
    /// <summary>Reads a model file; <c>NotFound</c> where there is none.</summary>
    public static Result<PredictionModel> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
#pragma warning disable RS0030 // read once when the strategy is made, before its run begins; during the run there is no I/O
            bytes = File.ReadAllBytes(path);
#pragma warning restore RS0030
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"there is no model file {path}; 'argosy train --model {path}' writes one");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Error.BadInput($"model file {path} cannot be read: {unreadable.Message}");
        }
        var model = ModelJson.Read(bytes);
        return model.Ok ? model : model.Error! with { Message = $"{path}: {model.Error!.Message}" };
    }
}
