namespace AiPolicyPortal.Core.Articles;

/// <summary>The words of an article that a proposal rests on.</summary>
/// <param name="Start">Index of their first character in <see cref="Article.Text"/>.</param>
/// <param name="End">Index after their last character.</param>
/// <param name="Words">Exactly as the article has them.</param>
public sealed record Quote(int Start, int End, string Words)
{
    public static Quote Of(string text, int start, int end) => new(start, end, text[start..end]);
}
