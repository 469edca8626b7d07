"""The dossier as a page: view models built from the domain, and templates that only print them.

page        the whole page as one self-contained HTML text
views/      frozen view models, one module per section of the page
segments    overlapping spans as properly nested marks
diff        word differences between two wordings
scale       number axes for figures
i18n        the interface's words, German and English
"""
