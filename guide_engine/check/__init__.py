"""`guide-engine check`: a real browser finds each step of each guide, before a user has to.

Pure: `addresses`, `script`, `plan`, `verdict`, `report`, `junit`, `repair`. Effects: `sources`,
`browser`, `stage`, `login`, `walk`, `cli`.
"""
