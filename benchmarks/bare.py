"""The floor for pages: the plainest Streamlit page with the same content, one table and one Plotly chart.

It reads a prepared JSON file and judges nothing.
Run with `streamlit run benchmarks/bare.py -- FILE`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st


@st.cache_resource
def _content() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(Path(sys.argv[-1]).read_text("utf-8"))
    return made


st.set_page_config(page_title="Bare", layout="wide")
content = _content()
for column, state in zip(st.columns(3), ("on_track", "slightly_off_track", "well_off_track"), strict=True):
    column.metric(state, sum(row["state"] == state for row in content))
shown = ["title", "state", "latest", "goal", "gap_closed"]
st.dataframe(pd.DataFrame([{name: row[name] for name in shown} for row in content]), hide_index=True)
titles = [row["title"] for row in content]
picked = st.selectbox("Target", range(len(content)), format_func=titles.__getitem__)
row = content[picked]
st.plotly_chart(
    {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": "observed",
                "x": row["years"],
                "y": row["values"],
            },
            {
                "type": "scatter",
                "mode": "lines",
                "name": "required",
                "x": row["path"][0],
                "y": row["path"][1],
            },
        ],
        "layout": {"title": {"text": row["title"]}, "height": 420, "template": None},
    },
    key="chart",
)
