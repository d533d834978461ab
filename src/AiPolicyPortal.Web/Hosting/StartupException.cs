namespace AiPolicyPortal.Web.Hosting;

/// <summary>The portal cannot start as it is configured. The message says in plain words what to set or mend.</summary>
public sealed class StartupException(string message) : Exception(message);
