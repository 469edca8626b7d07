"""The local web interface: the views of the dossier over a ledger of any size, page by page.

serve       start the server over a folder
app         routes, headers, what may be asked
pages       what each page shows: filters and queries in, view models out
decide      decisions made in the browser, appended to a file
"""
