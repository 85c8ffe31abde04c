namespace Busbar.Server.LinkPages;

/// <summary>303: the browser asks the other address with GET, and carries nothing of a form along.</summary>
public static class SeeOther
{
    public static Task At(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
