"""What is computed for people: selections and their parts, groups, rows of charts, what stands out, in words.

No Streamlit and no disk: pages draw what is computed here, and commands print it.
"""
