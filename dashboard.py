"""The dashboard: `streamlit run dashboard.py`, then http://localhost:8501."""

from tracker import ui

ui.run()
