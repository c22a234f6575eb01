"""The page of a machine on which something is missing: what, and how to get it."""

from __future__ import annotations

import streamlit as st

from studio.doctor import missing_parts


def main() -> None:
    """Say what is missing; nothing else of the studio is loaded."""
    st.set_page_config(page_title="Greenlight", layout="centered")
    st.title("Almost there")
    missing = missing_parts()
    for finding in missing:
        st.error(f"{finding.title}: {finding.found}", icon=":material/build:")
        st.write(finding.remedy)
    st.caption("Then start the studio again." if missing else "All is there now: start it again.")


if __name__ == "__main__":
    main()
