"""Secrets: encrypted where they must be read back, hashed where they need only be checked."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken


class Vault:
    """Encrypts short secrets at rest with the instance's key (Fernet: AES-128-CBC + HMAC-SHA256)."""

    def __init__(self, secret_key: str) -> None:
        digest = hashlib.sha256(b"guide-engine/vault:" + secret_key.encode()).digest()

        self._fernet = Fernet(urlsafe_b64encode(digest))

    def seal(self, plain: str) -> str:
        return self._fernet.encrypt(plain.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raise ValueError when the instance's key is not the one that sealed it."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ValueError(
                "a stored secret can't be read: GUIDE_ENGINE_SECRET_KEY is not the key it was sealed with"
            ) from None


def new_token(prefix: str) -> str:
    """Mint a secret of 256 random bits with a recognisable prefix."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def hash_token(token: str) -> str:
    """Hash a high-entropy token for storage. Not for passwords."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(a: str, b: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(a.encode(), b.encode())
