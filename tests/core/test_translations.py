"""Every sentence has its Japanese."""

import pytest

from guide_engine.core import catalogues


@pytest.mark.parametrize("domain", catalogues.domains())
def test_each_message_of_a_domain_is_translated(domain: str) -> None:
    assert catalogues.faults(domain) == []
