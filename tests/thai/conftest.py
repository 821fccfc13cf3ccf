import pytest

from thai.words import cut


@pytest.fixture(scope="session", autouse=True)
def loaded_dictionary() -> None:
    """Loading takes longer than hypothesis gives a single example."""
    cut("ก")
