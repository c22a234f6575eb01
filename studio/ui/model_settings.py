"""The models: what there is, what each can do, costs and needs; keys, order and caps."""

from __future__ import annotations

import streamlit as st

from studio.actions.models import forget_key, put_key, remove_model, set_fallbacks
from studio.domain.errors import MissingPart
from studio.llm.keys import no_key_store
from studio.llm.local import LocalServer
from studio.llm.models import EMBEDDED, Model, checked_on
from studio.llm.readiness import readiness
from studio.llm.wording import abilities, context_words, price_words
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.held import held
from studio.ui.model_form import model_form
from studio.ui.phrases import plain, told_apart
from studio.ui.spend_settings import spend_settings

_ORDER = "fallback-order"


def model_settings(studio: Studio) -> None:
    """Models by provider with their keys at the left; order, caps and new models at the right."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _shelf(studio)
    with right:
        _order(studio)
        spend_settings(studio)
        model_form()


def _shelf(studio: Studio) -> None:
    models = studio.models.all()
    by_provider: dict[str, list[Model]] = {}
    for model in sorted(models, key=lambda model: _rank(studio, model)):
        by_provider.setdefault(model.provider, []).append(model)
    absent = [s for s in studio.models.local.servers if s.title not in by_provider]
    mine = {model.name for model in studio.models.added()}
    st.caption(
        "Prices are US dollars for a million tokens in / out, compared with what is published on "
        f"{checked_on():%d %B %Y}. You pay what your provider bills."
    )
    for provider, offered in by_provider.items():
        _provider(studio, provider, offered, mine)
        if offered[0].is_embedded:
            for server in absent:
                _absent(server)


def _rank(studio: Studio, model: Model) -> tuple[bool, bool, bool]:
    """Embedded, then what runs on this machine, then what is ready, then the rest."""
    is_ready = readiness(model, studio.keys).is_ready
    return (not model.is_embedded, not model.is_local, not is_ready)


def _provider(studio: Studio, provider: str, models: list[Model], mine: set[str]) -> None:
    with st.container(border=True, key=f"provider-{provider}", gap="xsmall"):
        head, side = st.columns([4, 2], gap="small", vertical_alignment="center")
        with head:
            st.markdown(f"**{plain(provider)}** &ensp;{_state(studio, models)}", anchors=False)
        with side:
            for key_name in sorted({model.key_name for model in models if model.key_name}):
                _key(studio, next(m for m in models if m.key_name == key_name))
        st.markdown("  \n".join(_line(studio, model) for model in models))
        for model in models:
            if model.name in mine:
                st.button(
                    f"Remove {model.title}",
                    key=f"remove-{model.name}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_remove,
                    args=(model.name,),
                )


def _line(studio: Studio, model: Model) -> str:
    """A model's title, abilities, room and price; what it lacks beside the provider's key."""
    room = context_words(model)
    until = f"until {model.retires:%d %B %Y}" if model.retires else ""
    size = f"{room} tokens" if room else ""
    facts = [", ".join(abilities(model)), size, price_words(model), until]
    line = f"{plain(model.title)} &ensp;:gray[{plain(' · '.join(fact for fact in facts if fact))}]"
    state = readiness(model, studio.keys)
    has_key = not model.key_name or studio.keys.has(model.key_name)
    is_about_it_alone = has_key and not state.is_ready
    return f"{line} :orange[{plain(state.missing)}]" if is_about_it_alone else line


def _state(studio: Studio, models: list[Model]) -> str:
    """Where the provider's key comes from, or that it needs none."""
    first = models[0]
    if not first.key_name:
        where = "always there" if first.is_embedded else "on this machine"
        return f":gray[{where if first.is_local else 'no key needed'}]"
    if studio.keys.is_from_environment(first.key_name):
        return ":green-badge[key in the environment]"
    if studio.keys.has(first.key_name):
        return ":green-badge[key in your key store]"
    return ":orange-badge[no key]"


def _key(studio: Studio, model: Model) -> None:
    """A place to put a key; what is typed goes to the key store and is not shown again."""
    if studio.keys.is_from_environment(model.key_name):
        return
    has_key = studio.keys.has(model.key_name)
    label = "Change the key" if has_key else "Add a key"
    with st.popover(label, icon=":material/key:", width="stretch", key=f"keys-{model.key_name}"):
        if model.keys_at:
            st.link_button("Get one there", model.keys_at, icon=":material/open_in_new:")
        try:
            _key_form(model, studio.keys.store_title())
        except MissingPart:
            st.caption(plain(no_key_store(model.key_name).remedy))
        if has_key:
            st.button(
                "Forget it",
                key=f"forget-{model.key_name}",
                icon=":material/delete:",
                on_click=_forget,
                args=(model.key_name,),
            )


def _key_form(model: Model, store: str) -> None:
    field = f"key-field-{model.key_name}"
    with st.form(f"key-{model.key_name}", border=False, clear_on_submit=True):
        st.text_input(f"Key for {model.provider}", type="password", key=field, autocomplete="off")
        st.form_submit_button("Keep it", on_click=_keep, args=(model.key_name, field))
    st.caption(f"It goes to {plain(store)} and nowhere else. Or set `{model.key_name}`.")


def _absent(server: LocalServer) -> None:
    with st.container(border=True, key=f"absent-{server.kind}"):
        st.markdown(
            f"**{plain(server.title)}** &ensp;:gray[does not run on this machine]", anchors=False
        )
        st.caption(plain(server.remedy))


def _order(studio: Studio) -> None:
    titles = told_apart({model.name: model.title for model in studio.models.all()})
    chosen = [name for name in studio.models.order() if name != EMBEDDED and name in titles]
    with st.container(border=True, key="set-fallback"):
        st.markdown("**When the director of a film cannot answer**", anchors=False)
        st.multiselect(
            "Ask these, in this order",
            [name for name in titles if name != EMBEDDED],
            default=chosen,
            format_func=lambda name: titles.get(name, name),
            key=_ORDER,
            placeholder="Nobody in between",
            on_change=_reorder,
        )
        st.caption(
            "Then Embedded, which is always there. Another one is asked only while nothing was "
            "said yet, and the conversation tells who answered and why."
        )


def _reorder() -> None:
    with told_kindly():
        set_fallbacks(session.studio(), list(held(_ORDER)))


def _keep(key_name: str, field: str) -> None:
    with told_kindly():
        try:
            put_key(session.studio(), key_name, str(held(field, "")))
        finally:
            st.session_state.pop(field, None)
        notify("The key is in your key store.")


def _forget(key_name: str) -> None:
    with told_kindly():
        forget_key(session.studio(), key_name)
        notify("The key is gone from your key store.")


def _remove(name: str) -> None:
    with told_kindly():
        remove_model(session.studio(), name)
