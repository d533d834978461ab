using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Generation;

/// <summary>How much to generate.</summary>
/// <param name="Grants">Each with its recipients.</param>
/// <param name="Figures">With their programmes, announcements, citations, preferences and links.</param>
/// <param name="Seed">The same seed on the same data makes the same records.</param>
/// <param name="Actor">Who generates, for the audit.</param>
public sealed record GenerationOptions(int Grants, int Figures, int Seed, Actor Actor);

/// <summary>What was generated.</summary>
/// <param name="Publication">Null when nothing was asked for.</param>
public sealed record GenerationResult(int Grants, int Recipients, int Figures, int Links, int Announcements, int Programmes, Publication? Publication);

/// <summary>Why nothing can be generated in this database, and what to do.</summary>
public sealed class GenerationException(string message) : Exception(message);
