"""What Quellenlage knows of languages: one folder of data per language, one typed section per job.

A language is added by a folder of TOML files and a corpus of examples that must and must not match;
see docs/howto/add-a-language.md.
"""
