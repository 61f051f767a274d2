"""A site's policy, widened by what the snippet needs and nothing more."""

import pytest

from guide_engine.tryout.policy import Needs, amended

NEEDS = Needs("http://127.0.0.1:8000", "N", "http://localhost:8002", "shop.example")
SERVICE = NEEDS.service


@pytest.mark.parametrize(
    ("policy", "widened"),
    [
        ("frame-ancestors 'self'", "frame-ancestors 'self'"),
        ("script-src 'self'", f"script-src 'self' {SERVICE} 'nonce-N'"),
        ("SCRIPT-SRC 'none'", f"script-src {SERVICE} 'nonce-N'"),
        ("script-src 'unsafe-inline'", f"script-src 'unsafe-inline' {SERVICE}"),
        (
            "script-src 'unsafe-inline' 'nonce-a' 'strict-dynamic'",
            f"script-src 'unsafe-inline' 'nonce-a' 'strict-dynamic' {SERVICE} 'nonce-N'",
        ),
        (
            "script-src 'self'; script-src-elem 'self'",
            f"script-src 'self' {SERVICE} 'nonce-N'; script-src-elem 'self' {SERVICE} 'nonce-N'",
        ),
        ("script-src a; script-src b", f"script-src a {SERVICE} 'nonce-N'"),
        ("upgrade-insecure-requests; sandbox", "sandbox"),
        (
            "connect-src https://shop.example wss://*.example",
            "connect-src https://shop.example wss://*.example http://localhost:8002 ws://localhost:8002 "
            + SERVICE,
        ),
        ("font-src shop.example:443", "font-src shop.example:443 http://localhost:8002"),
        ("font-src https: data: 'self'", "font-src https: data: 'self'"),
        ("font-src othershop.example", "font-src othershop.example"),
        (
            "img-src 'self', connect-src 'none'",
            f"img-src 'self' {SERVICE}, connect-src {SERVICE}",
        ),
        ("", ""),
    ],
)
def test_a_policy_is_widened_just_enough(policy: str, widened: str):
    assert amended(policy, NEEDS) == widened


def test_what_falls_back_to_the_default_gets_a_list_of_its_own():
    assert amended("default-src 'self'", NEEDS).split("; ") == [
        "default-src 'self'",
        f"connect-src 'self' {SERVICE}",
        f"img-src 'self' {SERVICE}",
        f"media-src 'self' {SERVICE}",
        f"script-src 'self' {SERVICE} 'nonce-N'",
    ]


def test_trusted_types_stay_required():
    policy = "require-trusted-types-for 'script'; trusted-types 'none'"
    assert amended(policy, NEEDS) == policy
