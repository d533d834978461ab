using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Corrections;

namespace AiPolicyPortal.Web.Publishing;

public static class PublishingServices
{
    public static WebApplicationBuilder AddPortalPublishing(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Publisher>().AddScoped<ChangeSets>().AddScoped<PublishedRows>().AddScoped<CorrectionDesk>().AddSingleton<ReportGuard>()
            .AddScoped<GrantImports>().AddScoped<GrantFaultSheet>()
            .AddHostedService<ScheduledPublishing>().AddHostedService<GrantImporting>();
        return builder;
    }
}
