using AiPolicyPortal.Cli;

return await PortalCommand.Create().Parse(args).InvokeAsync();
