"""Refusals. Raised low, rendered once (`core.web`), never swallowed."""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """A request that can't be honoured, with a stable `code` and a plain sentence.

    `fields` maps the path of each faulty field to the sentences about it.
    """

    status = 400
    code = "bad_request"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: Mapping[str, Sequence[str]] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.fields = {path: list(texts) for path, texts in (fields or {}).items()}
        self.retry_after = retry_after


class Invalid(DomainError):
    """The content of the request is wrong."""

    status = 422
    code = "invalid"


class SignInNeeded(DomainError):
    """Nobody is signed in, or the token is not accepted."""

    status = 401
    code = "sign_in_needed"


class Forbidden(DomainError):
    """The member's role does not allow this."""

    status = 403
    code = "forbidden"


class NotFound(DomainError):
    """No such thing, or it belongs to somebody else: the two look alike."""

    status = 404
    code = "not_found"


class Conflict(DomainError):
    """The thing has changed since the caller read it."""

    status = 409
    code = "conflict"


class TooLarge(DomainError):
    """The body is over the limit."""

    status = 413
    code = "too_large"


class Unavailable(DomainError):
    """The service can't take this now; try again after `retry_after` seconds."""

    status = 503
    code = "unavailable"
