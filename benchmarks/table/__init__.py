"""The table of the manual: all figures that it claims, measured in parts and written as a file."""
