"""The workers of a Dask scheduler as a crew: many machines do what the processes of one would do.

Dask is an extra (`pip install 'handouts[cluster]'`); its client gives the same `Executor` interface as a process pool.
A worker does one thing at a time, for a page is laid out by a library that is not made for threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from handouts.catalogue.workers import Crew
from handouts.errors import RequestError, ToolError
from handouts.warming import warm_up

_CONNECT_S = 15


def cluster(address: str) -> Crew:
    """Return the workers of a scheduler as a crew.

    Args:
        address: of the scheduler, "tcp://host:8786".

    Raises:
        ToolError: Dask is not installed, or nobody answers at the address.
        RequestError: there is no worker, or one would do several things at once.
    """
    try:
        import distributed
    except ImportError as error:
        raise ToolError("Dask is not installed", hint="pip install 'handouts[cluster]'") from error

    @contextmanager
    def opened() -> Iterator[Executor]:
        try:
            client: Any = distributed.Client(address, timeout=_CONNECT_S)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ToolError(
                f"no scheduler answers: {error}", place=address, hint="Start one: dask scheduler"
            ) from error
        with client:
            client.run(warm_up)
            yield client.get_executor(pure=False, retries=1)

    with opened():
        pass
    return Crew(opened, _workers(distributed, address))


def _workers(distributed: Any, address: str) -> int:
    with distributed.Client(address, timeout=_CONNECT_S) as client:
        threads = client.nthreads()
    if not threads:
        raise RequestError("the scheduler has no workers", place=address, hint=f"dask worker --nthreads 1 {address}")
    many = sorted(name for name, number in threads.items() if number != 1)
    if many:
        fact = f"a worker would do {threads[many[0]]} things at once"
        raise RequestError(fact, place=many[0], hint="Start workers with --nthreads 1")
    return len(threads)
