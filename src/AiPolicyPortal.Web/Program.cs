using AiPolicyPortal.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPortalLocalization();
builder.Services.AddPortalErrorPages();
builder.Services.AddRazorPages();

var app = builder.Build();
app.UseSecurityHeaders();
app.UsePortalErrorPages();
app.UsePortalLocalization();
app.UseFontCaching();
app.MapStaticAssets();
app.MapThemeSwitch();
app.MapRazorPages().WithStaticAssets();
app.Run();
