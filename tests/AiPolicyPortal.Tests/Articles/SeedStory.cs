namespace AiPolicyPortal.Tests.Articles;

/// <summary>The story the portal was founded on, in the portal's own words.</summary>
internal static class SeedStory
{
    public const string Text = "On 11 March 2024 it was reported that France has earmarked 1.5 billion euros for generative AI with an open-source approach; "
        + "xAI had just announced the open-sourcing of Grok; SuperAGI has received substantial backing";
}
