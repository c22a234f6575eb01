"""How this one film is to be: shape, rate and codec, without changing the project."""

from __future__ import annotations

import streamlit as st

from studio.domain.delivery import Codec, Delivery, Encoding
from studio.domain.project import Project
from studio.domain.time import RATES, FrameRate
from studio.ui.choices import SHAPES, shape_name

CODECS = {
    Codec.H264: "H.264, plays everywhere",
    Codec.HEVC: "HEVC, half the size",
    Codec.AV1: "AV1, smallest, slower to make",
    Codec.PRORES: "ProRes, for further editing",
}
ENCODINGS = {
    Encoding.SOFTWARE: "This computer's processor",
    Encoding.AUTO: "A graphics card, if one works",
}


def delivery_form(project: Project) -> Delivery:
    """What is chosen; nothing but the project's own format until somebody opens it."""
    own = project.format
    rates = _rates(own.rate)
    with st.expander("Another shape, rate or codec", key=f"delivery-{project.id}"):
        aspect = st.selectbox(
            "Shape",
            SHAPES,
            index=SHAPES.index(own.aspect),
            format_func=shape_name,
            key=f"delivery-aspect-{own.aspect}",
        )
        rate = st.selectbox(
            "Frames a second",
            list(rates),
            index=list(rates).index(own.rate.title),
            key=f"delivery-rate-{own.rate.title}",
        )
        codec = st.selectbox(
            "Codec", list(CODECS), key="delivery-codec", format_func=lambda c: CODECS[c]
        )
        encoding = st.selectbox(
            "Encoded by",
            list(ENCODINGS),
            key="delivery-encoding",
            format_func=lambda e: ENCODINGS[e],
        )
        st.caption("For this film alone. The project keeps its own shape and rate.")
    return Delivery(
        aspect=None if aspect is own.aspect else aspect,
        rate=None if rates[rate] == own.rate else rates[rate],
        codec=codec,
        encoding=encoding,
    )


def _rates(own: FrameRate) -> dict[str, FrameRate]:
    """The known rates and the project's own, by title."""
    return {**RATES, own.title: own}
