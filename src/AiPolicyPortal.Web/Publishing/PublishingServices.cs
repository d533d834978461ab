using AiPolicyPortal.Core.Publishing.Drafts;

namespace AiPolicyPortal.Web.Publishing;

public static class PublishingServices
{
    public static WebApplicationBuilder AddPortalPublishing(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ChangeSets>().AddScoped<PublishedRows>().AddHostedService<ScheduledPublishing>();
        return builder;
    }
}
