"""Policy Target Tracker: curated policy targets, their published figures and the progress between them."""

import os
import signal
import sys

if sys.argv[:1] == [
    "-m"
]:  # `python -m tracker` begins here: Ctrl-C ends it quietly while the rest is imported
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
