"""The Models tab of the settings, and the choice of a director."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studio.actions.chat import open_thread
from studio.actions.clock import now
from studio.actions.spending import spend_limits
from studio.domain.chat import Message, Role
from studio.domain.errors import NotFound
from studio.domain.ids import MessageId
from studio.domain.project import Project
from studio.domain.spend import Spend, SpendId, Spent
from studio.llm.keys import SystemVault
from studio.llm.local import LocalModels
from studio.studio import Studio
from studio.ui.model_picker import model_name

OpenPage = Callable[..., AppTest]
KEY = "sk-canary-0n-th3-pag3"


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A key store in memory, in place of the system's."""
    held: dict[str, str] = {}
    monkeypatch.setattr(SystemVault, "read", lambda self, name: held.get(name))
    monkeypatch.setattr(SystemVault, "write", lambda self, name, key: held.update({name: key}))
    monkeypatch.setattr(SystemVault, "remove", lambda self, name: held.pop(name, None))
    monkeypatch.setattr(SystemVault, "title", lambda self: "Drawer")
    return held


def everything(at: AppTest) -> str:
    """All that stands on a page, values of fields too."""
    kinds: tuple[Any, ...] = (at.markdown, at.caption, at.text_input, at.button, at.selectbox,
                              at.number_input, at.multiselect)  # fmt: skip
    return "\n".join(
        f"{part.value} {getattr(part, 'label', '')}" for kind in kinds for part in kind
    )


def test_every_provider_stands_there_with_price_and_need(
    film: Project, open_page: OpenPage, house: Studio
) -> None:
    text = everything(open_page("settings", project=film.id)).replace("\\", "")
    for model in house.models.all():
        assert model.title in text
    assert "$0.15 / $0.60" in text
    assert "no key" in text


def test_a_key_goes_into_the_key_store_and_is_not_shown_again(
    film: Project, open_page: OpenPage, house: Studio, drawer: dict[str, str]
) -> None:
    at = open_page("settings", project=film.id)
    at.text_input(key="key-field-XAI_API_KEY").set_value(KEY)
    next(b for b in at.button if b.label == "Keep it" and "XAI" in b.proto.form_id).click().run()
    assert drawer == {"XAI_API_KEY": KEY}
    assert house.keys.has("XAI_API_KEY")
    assert KEY not in everything(at)
    assert KEY not in repr(at.session_state)
    at.button(key="forget-XAI_API_KEY").click().run()
    assert drawer == {}


def test_without_a_key_store_the_page_says_what_to_set(film: Project, open_page: OpenPage) -> None:
    at = open_page("settings", project=film.id)
    assert not any("Key for" in field.label for field in at.text_input)
    assert "Set OPENAI_API_KEY in the environment" in everything(at).replace("\\", "")


def test_a_model_is_added_and_removed(film: Project, open_page: OpenPage, house: Studio) -> None:
    at = open_page("settings", project=film.id)
    written = {"provider": "My company", "base_url": "https://mock.test/v1", "model": "large"}
    for name, value in written.items():
        at.text_input(key=f"new-{name}").set_value(value)
    next(b for b in at.button if b.label == "Add it").click().run()
    assert house.models.get("my-company/large").base_url == "https://mock.test/v1"
    assert at.text_input(key="new-model").value == ""
    at.button(key="remove-my-company/large").click().run()
    with pytest.raises(NotFound):
        house.models.get("my-company/large")


def test_an_address_that_cannot_be_used_changes_nothing(
    film: Project, open_page: OpenPage, house: Studio
) -> None:
    at = open_page("settings", project=film.id)
    for name, value in {"provider": "P", "base_url": "nonsense", "model": "m"}.items():
        at.text_input(key=f"new-{name}").set_value(value)
    next(b for b in at.button if b.label == "Add it").click().run()
    assert any("not a web address" in toast.value for toast in at.toast)
    assert house.models.added() == ()
    assert at.text_input(key="new-base_url").value == "nonsense"


def test_order_and_limits_are_kept(film: Project, open_page: OpenPage, house: Studio) -> None:
    at = open_page("settings", project=film.id)
    at.multiselect(key="fallback-order").set_value(["xai/grok-4.7", "openai/gpt-6-luna"]).run()
    assert house.models.order() == ("xai/grok-4.7", "openai/gpt-6-luna", "embedded")
    at.number_input(key="cap-per_message-usd").set_value(0.25).run()
    at.number_input(key="cap-per_thread-tokens").set_value(700).run()
    limits = spend_limits(house)
    assert limits.per_message.usd == 0.25
    assert limits.per_thread.tokens == 700_000
    assert limits.per_project.usd == 20


def test_the_director_is_chosen_and_what_it_needs_is_said(
    film: Project, open_page: OpenPage, house: Studio
) -> None:
    at = open_page("settings", project=film.id)
    picker = at.selectbox(key=f"film-settings:{film.id}:embedded")
    picker.set_value("openai/gpt-6-luna").run()
    assert house.store.projects.get(film.id).director == "openai/gpt-6-luna"
    text = everything(at).replace("\\", "")
    assert "a million tokens in / out" in text
    assert "No key for OpenAI" in text


def test_a_film_is_given_limits_of_its_own(
    film: Project, open_page: OpenPage, house: Studio
) -> None:
    at = open_page("settings", project=film.id)
    assert "Models took so far: nothing" in everything(at).replace("\\", "")
    at.toggle(key=f"own-limits:{film.id}:False").set_value(True).run()
    at.number_input(key=f"cap-{film.id}-per_project-usd").set_value(2.5).run()
    own = house.store.projects.get(film.id).limits
    assert own is not None
    assert own.per_project.usd == 2.5
    assert spend_limits(house).per_project.usd == 20
    at.toggle(key=f"own-limits:{film.id}:True").set_value(False).run()
    assert house.store.projects.get(film.id).limits is None


def test_what_each_model_took_is_told(film: Project, open_page: OpenPage, house: Studio) -> None:
    for name, cost in (("openai/gpt-6-luna", 0.5), ("gone/model", 0.25)):
        at = {"project": film.id, "thread": "t", "message": "m", "trace": "x", "at": now()}
        gone = Spent(tokens_in=1000, tokens_out=200, cost=cost)
        house.store.spends.put(Spend(id=SpendId(name), model=name, spent=gone, **at))
    text = everything(open_page("settings", project=film.id)).replace("\\", "")
    assert "Models took so far: 2,400 tokens, $0.75." in text
    assert "GPT-6 Luna: 1,200 tokens, $0.50" in text
    assert "gone/model: 1,200 tokens, $0.25" in text


def test_a_name_on_the_page_looks_for_no_server(
    house: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LocalModels, "look", lambda self: pytest.fail("it looked"))
    assert model_name(house, "ollama/gone") == "ollama/gone"
    assert model_name(house, "openai/gpt-6-luna") == "GPT-6 Luna"


def test_an_answer_says_who_gave_it_in_place_of_whom(
    film: Project, open_page: OpenPage, house: Studio
) -> None:
    thread = open_thread(house, film.id)
    said = {"thread": thread.id, "created_at": now(), "role": Role.DIRECTOR, "model": "embedded"}
    house.store.chats.put_message(
        Message(id=MessageId("m1"), text="Ten scenes.", why="GPT-6 Luna: No key.", **said)
    )
    text = everything(open_page("chat", project=film.id)).replace("\\", "")
    assert "Embedded answers. GPT-6 Luna: No key." in text


def test_a_director_that_is_gone_is_said_so(
    film: Project, open_page: OpenPage, house: Studio
) -> None:
    house.store.projects.put(film.model_copy(update={"director": "ollama/gone"}))
    text = everything(open_page("settings", project=film.id))
    assert "is not there any more" in text
