"""Lets `python -m app.gateway serve …` run the gateway alone, without the client's command line."""

import sys

from app.gateway.serve import main

sys.exit(main())
