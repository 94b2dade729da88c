"""A soak of incremental builds: sites of many features, edited at random, against clean builds."""
