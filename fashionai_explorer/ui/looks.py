"""The little styling that Streamlit has no parameter for. Constants only, never data."""

from __future__ import annotations

CHIPS = """<style>
[class*="st-key-chip-"] {padding: .1rem .35rem .1rem .7rem; min-height: 2.5rem; row-gap: 0; max-width: 100%;}
[class*="st-key-chip-gone-"] {opacity: .6; border-style: dashed;}
[class*="st-key-chip-"] button {padding: 0 .25rem; min-height: 2rem;}
[class*="st-key-word-"] button {text-decoration: underline dotted; text-underline-offset: .25em;}
</style>"""

# The margin that Plotly's button needs above the first row is enough room below the heading.
CHARTS = """<style>
[class*="st-key-card-"] [data-testid="stPlotlyChart"] {margin-top: -.5rem;}
</style>"""
