"""The dashboard: `streamlit run dashboard.py`, then http://localhost:8501."""

import streamlit as st

from tracker import ui

if __name__ == "__main__":  # a page, for which Streamlit runs this file each time
    ui.run()
else:  # the server, which takes the file in once
    app = st.App(__file__, middleware=ui.middleware(), on_script_error=ui.failed)
