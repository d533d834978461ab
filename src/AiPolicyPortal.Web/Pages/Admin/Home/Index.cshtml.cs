using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Admin.Home;

/// <summary>Where everybody who works on the records begins.</summary>
public sealed class IndexModel : PageModel;
