"""Readers of formats that need a library; each module has `read(data, where)` giving text and encoding.

They are imported only when a file of their format comes, so that plain text needs none of the libraries.
"""
