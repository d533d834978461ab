namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>The private server cannot be used; the message says in plain words why, and what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? innerException = null) : Exception(message, innerException);
