namespace AiPolicyPortal.Web.Hosting;

/// <summary>The portal cannot start as it is configured. The message is one line that says what to set.</summary>
public sealed class StartupException(string message) : Exception(message);
