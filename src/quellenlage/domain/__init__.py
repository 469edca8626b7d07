"""The words of the field as frozen types and pure functions. Imports nothing else of the house.

span        half-open ranges of code points, and W3C selectors derived from them
report      a report's fixed text, what its source declares about it, its layout
actor       mentions, participants of one report, actors of many
statement   who said what: quote, cue, speaker, act
figure      quantities as intervals with qualifier and unit
timeref     TIMEX3 times
reading     everything one report yields
link        dependencies between reports, with named features
claim       propositions, positions, and the status folded from them
story       stories, utterances, figure series, origins
dossier     everything many reports yield
entry       a line of the ledger with its evidence
decision    judgements of people about lines, and which of them hold
finding     something not understood, kept as data
ids         content-derived identifiers
"""
