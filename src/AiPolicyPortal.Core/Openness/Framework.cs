namespace AiPolicyPortal.Core.Openness;

/// <summary>A framework and the version whose rules are applied.</summary>
public sealed record Framework(string Name, string Version, string Url)
{
    public static Framework Mof { get; } = new("Model Openness Framework", "1.0", "https://arxiv.org/abs/2403.13784");

    public static Framework Osaid { get; } = new("Open Source AI Definition", "1.0", "https://opensource.org/ai/open-source-ai-definition");

    /// <summary>The index has no versions; these are its criteria as its data set of that month has them.</summary>
    public static Framework Grid { get; } = new("European Open Source AI Index", "2026-06", "https://osai-index.eu/");
}
