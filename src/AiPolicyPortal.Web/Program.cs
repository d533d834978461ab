var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "AI Policy Portal");
app.Run();
