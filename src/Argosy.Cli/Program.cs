using System.CommandLine;
using Argosy.Cli.Data;

return new RootCommand("Argosy") { DataCommand.Create() }.Parse(args).Invoke();
