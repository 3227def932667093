"""Sound libraries that run on other systems, as their source and documentation say they behave."""
