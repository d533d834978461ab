using AiPolicyPortal.Core.Data;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Hosting;
using AiPolicyPortal.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortalDatabase();
builder.Services.AddPortalQueries();
builder.Services.AddSingleton(_ => DataCatalogue.Read(DataPaths.Licences));
builder.Services.AddPortalApi();
builder.Services.AddPortalLocalization();
builder.Services.AddPortalErrorPages();
builder.Services.AddRazorPages();

var app = builder.Build();
app.UseSecurityHeaders();
app.UsePortalErrorPages();
app.UsePortalLocalization();
app.UseFontCaching();
app.UsePortalOpenApi();
app.MapStaticAssets();
app.MapThemeSwitch();
app.MapApiV1();
app.MapRazorPages().WithStaticAssets();
app.Run();
