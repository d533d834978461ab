namespace AiPolicyPortal.Cli;

/// <summary>What a command cannot do, in words for whoever ran it.</summary>
internal sealed class CommandException(string message) : Exception(message);
