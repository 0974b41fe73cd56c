"""Export: a briefing as slides, document, page, workbook, text and pictures, one module per format.

`briefing` says what was chosen, `content` says it in words and tables, each format writes it down.
"""
