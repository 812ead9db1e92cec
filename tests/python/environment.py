"""The environment of the programs that a test starts, in whatever environment the test itself was started."""

import os

# What leads clients, servers and tools elsewhere, or tells them what they are part of.
MISLEADING = (
    "AWS_",
    "DOCKER_",
    "GITHUB_",
    "HELM_",
    "IAMLOCAL_",
    "KUBE",
    "PG",
    "PYTEST_",
    "PYTHONPATH",
    "RUNNER_",
)


def clean_environment(**additions):
    """The environment of this process without what misleads, and without proxies."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(MISLEADING) and not name.lower().endswith("_proxy")
    }
    return {**kept, **additions}
