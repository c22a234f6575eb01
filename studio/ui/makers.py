"""Have a scene's picture, motion or voice made elsewhere, and choose among what was made."""

from __future__ import annotations

import streamlit as st

from studio.actions.produced import PRODUCED, shown_take, subject_of
from studio.actions.production import (
    choose_take,
    price_of,
    request,
    rest_take,
    uncertain_requests,
)
from studio.actions.spending import spend_limits, spent
from studio.actions.wishes import Wish
from studio.domain.ids import ProjectId, SceneId, TakeId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.take import Take, TakeKind
from studio.providers.interface import OutsideProvider
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.offers import (
    dollars,
    has_key,
    key_form,
    provider_title,
    tell_doubt,
    tell_making,
    titled,
)
from studio.ui.phrases import ago, plain
from studio.ui.redraft import redraft
from studio.ui.views import SceneCard

WAYS = {
    "Picture": (TakeKind.ARTWORK, False),
    "Motion from its picture": (TakeKind.FOOTAGE, True),
    "Motion from words": (TakeKind.FOOTAGE, False),
    "Voice": (TakeKind.NARRATION, False),
}
_HINTS = {
    TakeKind.ARTWORK: "at dawn, from above, as an ink drawing …",
    TakeKind.FOOTAGE: "waves roll in, the camera rises slowly …",
    TakeKind.NARRATION: "warmly, with a smile …",
}
_NAMES = {
    TakeKind.ARTWORK: "Picture",
    TakeKind.FOOTAGE: "Motion",
    TakeKind.NARRATION: "Voice",
}


def makers(studio: Studio, project: Project, plan: Plan, card: SceneCard) -> None:
    """Doubtful requests first, then what is being made, who can make more, and the takes."""
    scene = card.scene
    for doubt in uncertain_requests(studio, project.id, scene.id):
        tell_doubt(provider_title(studio, doubt.provider), doubt)
    tell_making("make-progress", studio, project.id, scene.id)
    _offer(studio, project, plan, card)
    _takes(studio, project, scene)


def _offer(studio: Studio, project: Project, plan: Plan, card: SceneCard) -> None:
    scene = card.scene
    with st.container(border=True, key="make-with"):
        way = st.selectbox("Make its", list(WAYS), key=f"make-way:{scene.id}")
        kind, is_from_picture = WAYS[way]
        offered = [p for p in studio.providers.outside if kind in p.kinds]
        names = {p.card.name: p for p in sorted(offered, key=lambda p: not has_key(studio, p))}
        prices = {
            name: price_of(p, project, plan, scene, Wish(kind, name)) for name, p in names.items()
        }
        chosen = st.selectbox(
            "with",
            list(names),
            format_func=lambda name: titled(studio, names[name], prices[name]),
            key=f"make-with:{way}",
        )
        guidance = st.text_input(
            "How", key=f"make-how:{scene.id}:{way}", placeholder=_HINTS[kind], max_chars=600
        )
        wish = Wish(kind, chosen, guidance.strip(), is_from_picture=is_from_picture)
        _go(studio, project, card, names[chosen], wish, prices[chosen])


def _go(
    studio: Studio,
    project: Project,
    card: SceneCard,
    provider: OutsideProvider,
    wish: Wish,
    price: float | None,
) -> None:
    """The button, or what is missing before it can be pressed."""
    if not has_key(studio, provider):
        key_form(provider)
        return
    is_open = not provider.card.is_free and not card.is_approved
    st.button(
        f"Make it · {dollars(price)}",
        key=f"make-go:{card.scene.id}",
        icon=":material/auto_awesome:",
        width="stretch",
        disabled=is_open,
        help="Approve the scene first: only what you greenlit is sent." if is_open else None,
        on_click=_ask,
        args=(project.id, card.scene.id, wish),
    )
    if is_open:
        st.caption("Approve the scene first: only what you greenlit is sent and paid for.")
    st.caption(_budget(studio, project))


def _budget(studio: Studio, project: Project) -> str:
    gone = spent(studio, project=project.id).cost
    cap = spend_limits(studio, project).per_project.usd
    limit = "" if cap is None else f" of {dollars(cap)}"
    return f":gray[:small[This film took {dollars(gone) if gone else '$0'}{limit} so far.]]"


def _takes(studio: Studio, project: Project, scene: Scene) -> None:
    """Every take that was made elsewhere for the scene, newest first."""
    made = [t for t in studio.store.takes.of_scene(project.id, scene.id) if t.kind in PRODUCED]
    if not made:
        st.caption(
            "Nothing was made elsewhere for this scene. What is made takes the place of its "
            "design or its voice in the film; you can always go back."
        )
    shown = shown_take(studio, project, scene)
    for take in made:
        is_seen = take.kind is TakeKind.NARRATION or (shown is not None and take.id == shown.id)
        _take(project, scene, take, provider_title(studio, take.provider), is_seen=is_seen)


def _take(project: Project, scene: Scene, take: Take, provider: str, *, is_seen: bool) -> None:
    is_fitting = take.subject == subject_of(scene, take.kind)
    is_used = take.is_active and is_fitting and is_seen
    with st.container(border=True, key=f"take-{take.id}", gap="xsmall"):
        state = ":green-badge[in the film]" if is_used else ""
        if not is_fitting:
            state = ":gray-badge[made for an earlier version]"
        cost = f" · {dollars(take.price)}" if take.price else ""
        facts = f"{provider}{cost} · {ago(take.made_at)}"
        st.markdown(f"**{_NAMES[take.kind]}** {state}  \n:gray[:small[{plain(facts)}]]")
        _shown(project, take)
        if take.guidance:
            st.caption(plain(f"“{take.guidance}”"))
        if is_used:
            st.button(
                "Use what is made here",
                key=f"rest-{take.id}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_rest,
                args=(project.id, take.id),
            )
        elif is_fitting or take.kind is not TakeKind.NARRATION:
            st.button(
                "Use it",
                key=f"use-{take.id}",
                icon=":material/check:",
                on_click=_use,
                args=(project.id, take.id),
            )


def _shown(project: Project, take: Take) -> None:
    if take.kind is TakeKind.ARTWORK and take.asset:
        st.image(session.address(f"/thumbs/asset/{project.id}/{take.asset}.jpg"), width="stretch")
    elif take.kind is TakeKind.FOOTAGE:
        st.video(session.address(f"/files/{take.file}"))
    elif take.kind is TakeKind.NARRATION:
        st.audio(session.address(f"/files/{take.file}"))


def _ask(project_id: ProjectId, scene_id: SceneId, wish: Wish) -> None:
    with told_kindly():
        request(session.studio(), project_id, scene_id, wish)


def _use(project_id: ProjectId, take_id: TakeId) -> None:
    with told_kindly():
        choose_take(session.studio(), project_id, take_id)
        redraft(project_id)


def _rest(project_id: ProjectId, take_id: TakeId) -> None:
    with told_kindly():
        rest_take(session.studio(), project_id, take_id)
        redraft(project_id)
