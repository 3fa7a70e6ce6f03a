"""The worker: it waits for work until Heroku tells it to stop."""

import logging
import signal
import threading

logging.basicConfig(level=logging.INFO)
stop = threading.Event()
# Heroku sends SIGTERM and waits thirty seconds before it kills a dyno.
signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())

logging.info("ready for work")
stop.wait()
logging.info("done")
