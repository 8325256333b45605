"""What every answer tells the browser beyond Django's own headers: keep nothing, share nothing, use no devices."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NO_DEVICES = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
        "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
        "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


class HeadersMiddleware:
    """Sets the headers. Stands below the one that serves the browser's own files, which may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A page is not kept on a shared machine, nor opened or framed by other sites."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = NO_DEVICES
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response
