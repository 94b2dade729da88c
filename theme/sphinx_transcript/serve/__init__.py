"""The command ``serve``: rebuilds the site after each save and reloads its pages in the browser.

File-system events come in. A prefork server process makes the builds: it has everything imported
and forks a worker for each build. The page of a saved document is rendered before its build, in a
process that has no other effect. The results go to the browser and to the terminal.
"""
