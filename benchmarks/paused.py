"""The atlas with a watch on its event loop that tells each pause: `python -m benchmarks.paused serve ...`."""

import asyncio
import sys
import time
from collections.abc import Coroutine
from typing import Any

PACE = 0.005
"""Seconds between two looks at the clock."""
WORTH = 0.01
"""Seconds from which a pause is told."""


async def watch() -> None:
    """Say each pause with its time and its length: `pause 1764329000.25 0.031`."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + PACE
        await asyncio.sleep(PACE)
        late = loop.time() - due
        if late > WORTH:
            print(f"pause {time.time():.3f} {late:.3f}", flush=True)  # noqa: T201


def main() -> None:
    """Run the command of the atlas, watched."""
    run = asyncio.run

    def watched(main: Coroutine[Any, Any, None]) -> None:
        async def both() -> None:
            watching = asyncio.ensure_future(watch())
            try:
                await main
            finally:
                watching.cancel()

        run(both())

    asyncio.run = watched  # type: ignore[assignment]
    from viewer.__main__ import main as command

    sys.exit(command(sys.argv[1:]))


if __name__ == "__main__":
    main()
