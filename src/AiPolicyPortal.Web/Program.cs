using AiPolicyPortal.Core.Data;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Hosting;
using AiPolicyPortal.Web.Infrastructure;

return await PortalProcess.RunAsync(args, static async args =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddPortalLogging();
    builder.AddPortalServer();
    builder.AddPortalDatabase();
    builder.AddPortalCaching();
    builder.Services.AddPortalQueries(builder.Configuration.GetValue("Caching:Answers", true));
    builder.Services.AddSingleton(_ => DataCatalogue.Read(DataPaths.Licences));
    builder.Services.AddPortalApi();
    builder.Services.AddPortalLocalization();
    builder.Services.AddPortalCharts();
    builder.Services.AddPortalErrorPages();
    builder.Services.AddPortalHealthChecks();
    builder.Services.AddRazorPages();

    var app = builder.Build();
    app.UsePortalServer();
    app.UsePortalRequestLogging();
    app.UseSecurityHeaders();
    app.UseListAddresses();
    app.UseRouting();
    app.UseCachingHeaders();
    app.UsePortalErrorPages();
    app.UsePortalLocalization();
    app.UseAnswerCaching();
    app.UsePortalCompression();
    app.UseFontCaching();
    app.UsePortalOpenApi();
    app.MapStaticAssets();
    app.MapPortalHealth();
    app.MapThemeSwitch();
    app.MapApiV1();
    app.MapChartCsv();
    app.MapRazorPages().WithStaticAssets().WithMetadata(PublicAnswer.Page);
    await app.RunAsync();
});
