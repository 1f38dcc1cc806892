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

# At 1366 x 768 the first bars show without scrolling: the page is set closer than Streamlit does, and its foot is slim.
EXPLORE = """<style>
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {row-gap: .75rem;}
[data-testid="stBottomBlockContainer"] {padding-top: .6rem; padding-bottom: .6rem;}
.st-key-stands-out {padding: .6rem 1rem .7rem; row-gap: .15rem;}
.st-key-stands-out button, [class*="st-key-menu-"] button {min-height: 1.75rem; padding-top: 0; padding-bottom: 0;}
[class*="st-key-card-"] {padding: .6rem 1rem .7rem;}
[class*="st-key-card-"] [data-testid="stPlotlyChart"] {margin-top: -.5rem;}
.st-key-map {overflow-x: auto;}
.st-key-map [data-testid="stPlotlyChart"] {min-width: 40rem;}
</style>"""

# The whole of Resumo stands on a screen of 1366 x 768.
SUMMARY = """<style>
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {row-gap: .75rem;}
[class*="st-key-finding-"], .st-key-next-step, .st-key-changed {padding: .6rem 1rem;}
[class*="st-key-finding-"] button {min-height: 1.75rem; padding-top: 0; padding-bottom: 0;}
</style>"""
