namespace AiPolicyPortal.Web.Caching;

/// <summary>Marks an endpoint whose public answer depends on something besides what <see cref="PublicAnswer"/> names.</summary>
public abstract class AnswerPartAttribute : Attribute
{
    /// <summary>The edition with a mark that differs where the answer may, and since when it may be as it is.</summary>
    public abstract Edition Of(Edition edition, HttpContext context);
}
