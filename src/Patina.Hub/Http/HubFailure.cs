namespace Patina.Hub.Http;

/// <summary>Turns a status that is no success into a failure that says what to do.</summary>
internal static class HubFailure
{
    public static HubException Of(HubAnswer answer, RepositoryId repository, string what, HubOptions options)
    {
        var status = (int)answer.Status;
        var code = answer.HubHeader("X-Error-Code");
        var page = $"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{repository}";
        return status switch
        {
            401 when options.Token is null => new HubException(HubError.Unauthorized,
                $"{repository}: the hub wants a token for {what}, or has no such repository. Check the name at {page}; for a private or gated "
                + "model set HF_TOKEN to a token that may read it."),
            401 => new HubException(HubError.Unauthorized,
                $"{repository}: the hub does not accept the token for {what}, or has no such repository. Check the name at {page}, and HF_TOKEN."),
            403 => new HubException(HubError.Forbidden,
                $"{repository}: the hub forbids {what}{(code == "GatedRepo" ? ": the model's licence must be accepted" : "")}. "
                + $"Open {page}, accept the licence if it asks for it, and set HF_TOKEN to a token that may read the model."),
            404 or 410 => new HubException(HubError.NotFound, NotFound(repository, what, code, page)),
            429 => new HubException(HubError.TooManyRequests,
                $"{repository}: the hub answers too many requests. Wait, or set HF_TOKEN, which raises the limit; what was fetched so far is kept.")
            {
                IsTransient = true,
                RetryAfter = RetryAfter(answer.Message),
            },
            408 or 500 or 502 or 503 or 504 => new HubException(HubError.Unreachable,
                $"{repository}: the hub fails with status {status} for {what}. Try again later; what was fetched so far is kept.")
            {
                IsTransient = true,
                RetryAfter = RetryAfter(answer.Message),
            },
            _ => new HubException(HubError.BadResponse, $"{repository}: the hub answers {what} with status {status}, which is not expected. Check HF_ENDPOINT."),
        };
    }

    private static string NotFound(RepositoryId repository, string what, string? code, string page) => code switch
    {
        "RevisionNotFound" => $"{repository}: has no such revision ({what}). See {page}/tree/main for its branches and tags.",
        "EntryNotFound" => $"{repository}: has no such file ({what}). See {page}/tree/main.",
        _ => $"{repository}: the hub has no such repository, revision or file ({what}). Check the name at {page}; for a private model set HF_TOKEN.",
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage message) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromSeconds(Math.Max(0, (date - DateTimeOffset.UtcNow).TotalSeconds)),
        _ => null,
    };
}
