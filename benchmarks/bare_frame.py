"""An empty page in the frame of the dashboard: as many pages in the menu, a language and a day to choose.

`streamlit run benchmarks/bare_frame.py`: what any page of Streamlit with such a frame pays for a rerun.
"""

from datetime import date

import streamlit as st

PAGES = 14


def page() -> None:
    """Show next to nothing."""
    st.html("<p>Nothing</p>")


st.set_page_config(page_title="An empty frame", layout="wide")
shown = st.navigation([st.Page(page, title=f"Page {at}", url_path=f"page-{at}") for at in range(PAGES)])
with st.sidebar:
    st.selectbox("Language", ["English", "Vietnamese", "German", "Norwegian", "Swedish"])
    st.date_input("Day", date(2026, 11, 22))
st.html("<style>p { margin: 0 }</style>")
shown.run()
