using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Api.V1;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPortalStore(builder.Configuration.GetConnectionString("Portal")!);
builder.Services.AddPortalQueries();
builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ApiAnswers>();
builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
builder.Services.AddPortalOpenApi();

var app = builder.Build();
app.UsePortalOpenApi();
app.MapApiV1();
app.Run();
