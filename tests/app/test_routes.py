"""What the server answers besides pages, and whom it turns away."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from studio.actions.clock import now
from studio.actions.exports import make_export, request_export
from studio.actions.plans import latest_plan
from studio.actions.projects import set_grade
from studio.compose.processes import Crew
from studio.compose.waiting import Errand
from studio.domain.format import Quality
from studio.domain.ids import ContentHash, RenderId
from studio.domain.look import Grade
from studio.domain.project import Project
from studio.domain.render import QualityReport, Render
from studio.studio import Studio
from studio.ui.routes import MIDDLEWARE, ROUTES
from studio.ui.routes.guard import policy
from studio.ui.routes.peaks import peaks_of
from studio.ui.views import scene_picture

BASE = "http://127.0.0.1:8501"
OWN = {"Origin": BASE, "Host": "127.0.0.1:8501"}
CONTENT = bytes(range(256)) * 8


@pytest.fixture
def browser(house: Studio) -> Iterator[TestClient]:
    app = Starlette(routes=list(ROUTES), middleware=list(MIDDLEWARE))
    with TestClient(app, base_url=BASE) as client:
        yield client


@pytest.fixture
def film_file(house: Studio, drafted: Project) -> str:
    """The address of the draft of the first scene."""
    [take] = house.store.takes.of_scene(drafted.id, latest_plan(house, drafted.id).scenes[0].id)
    return f"/files/{take.file}"


def test_the_first_page_stands_at_the_root_by_its_name_too(browser: TestClient) -> None:
    answer = browser.get("/projects?project=a", headers=OWN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/?project=a")
    assert "<html" in browser.get("/chat", headers=OWN).text


def test_a_film_is_sent_in_ranges(browser: TestClient, film_file: str) -> None:
    whole = browser.get(film_file)
    assert (whole.status_code, whole.content) == (200, CONTENT)
    assert whole.headers["content-type"] == "video/mp4"
    part = browser.get(film_file, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, CONTENT[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(CONTENT)}"
    assert browser.get(film_file, headers={"Range": "bytes=9999-"}).status_code == 416


@pytest.mark.parametrize(
    "path",
    [
        "/files/..%2fgreenlight.db",
        "/files/%2e%2e/greenlight.db",
        "/files/a/%2e%2e/%2e%2e/greenlight.db",
        "/files/..%5cgreenlight.db",
        "/files//etc/passwd",
        "/files/C:%5cWindows%5cwin.ini",
        "/files/%00.mp4",
        "/app/static/..%2fInterVariable.ttf",
        "/app/static/%2e%2e",
    ],
)
def test_nothing_outside_the_folder_is_sent(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_a_link_out_of_the_folder_leads_nowhere(
    browser: TestClient, house: Studio, film: Project, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(b"secret")
    place = house.store.media.root / film.folder
    place.mkdir(parents=True, exist_ok=True)
    try:
        (place / "link.mp4").symlink_to(secret)
    except OSError:
        pytest.skip("links need a right here")
    assert browser.get(f"/files/{film.folder}/link.mp4").status_code == 404


def test_only_media_is_sent(browser: TestClient, house: Studio, film: Project) -> None:
    place = house.store.media.root / film.folder
    place.mkdir(parents=True, exist_ok=True)
    (place / "script.json").write_text("{}", encoding="utf-8")
    assert browser.get(f"/files/{film.folder}/script.json").status_code == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_get_nothing(browser: TestClient, film_file: str, site: str) -> None:
    answer = browser.get(film_file, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert CONTENT not in answer.content


def test_another_origin_gets_nothing(browser: TestClient, film_file: str) -> None:
    assert browser.get(film_file, headers={"Origin": "http://evil.example"}).status_code == 403
    assert browser.get(film_file, headers={"Origin": BASE}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_host_is_refused(browser: TestClient, film_file: str, host: str) -> None:
    assert browser.get(film_file, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501"])
def test_our_own_hosts_are_served(browser: TestClient, film_file: str, host: str) -> None:
    assert browser.get(film_file, headers={"Host": host}).status_code == 200


def test_every_answer_carries_the_policy(browser: TestClient, film_file: str) -> None:
    sent = browser.get(film_file).headers["content-security-policy"]
    assert "default-src 'self'" in sent
    assert "img-src 'self' data: blob:" in sent
    scripts = next(rule for rule in sent.split("; ") if rule.startswith("script-src"))
    assert "unsafe" not in scripts


def test_the_policy_knows_inline_scripts_by_their_hash() -> None:
    # echo -n "alert('Hello, world.');" | openssl sha256 -binary | openssl base64,
    # the example of the CSP specification.
    digest = "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
    assert f"'sha256-{digest}'" in policy("<script>alert('Hello, world.');</script>")


def test_a_scene_has_its_picture_before_any_worker_came(
    browser: TestClient, house: Studio, film: Project
) -> None:
    scene = latest_plan(house, film.id).scenes[0]
    answer = browser.get(scene_picture(film, scene))
    assert answer.headers["content-type"] == "image/jpeg"
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.size == (640, 360)
    [kept] = house.store.cache("thumbnails").iterdir()
    assert browser.get(scene_picture(film, scene)).content == kept.read_bytes()


def test_a_picture_shows_the_grade(browser: TestClient, house: Studio, film: Project) -> None:
    scene = latest_plan(house, film.id).scenes[0]
    plain = scene_picture(film, scene)
    before = browser.get(plain).content
    graded = set_grade(house, film.id, Grade(name="noir"))

    assert scene_picture(graded, scene) != plain
    after = browser.get(scene_picture(graded, scene)).content

    assert after != before
    with Image.open(BytesIO(after)) as picture:
        low, high = picture.convert("HSV").getchannel("S").getextrema()
        assert (low, high) <= (0, 24)


def test_a_picture_of_an_unknown_scene_is_not_found(browser: TestClient, film: Project) -> None:
    assert browser.get(f"/thumbs/scene/{film.id}/nosuch.jpg").status_code == 404
    assert browser.get(f"/thumbs/asset/{film.id}/nosuch.jpg").status_code == 404


def test_a_download_bears_the_title(browser: TestClient, house: Studio, film: Project) -> None:
    render = _rendered(house, film)
    answer = browser.get(f"/downloads/{render.id}/film")
    assert answer.content == CONTENT
    named = answer.headers["content-disposition"]
    assert named == "attachment; filename*=utf-8''Eight%20days%20to%20the%20Moon.mp4"
    assert browser.get(f"/downloads/{render.id}/srt").status_code == 404
    assert browser.get(f"/downloads/{render.id}/report").status_code == 404
    assert browser.get("/downloads/nosuch/film").status_code == 404


def test_an_export_is_saved_under_the_title(
    browser: TestClient, house: Studio, film: Project
) -> None:
    address = f"/exports/{film.id}/srt"
    assert browser.get(address).status_code == 404
    with Crew(workers=1) as crew:
        errand = Errand(crew, lambda _: None, lambda: False)
        make_export(house, request_export(house, film.id, "srt"), errand)

    answer = browser.get(address)

    assert "This is told in scene 1." in answer.text
    assert answer.headers["content-disposition"].endswith("Eight%20days%20to%20the%20Moon.srt")
    assert browser.get(f"/exports/{film.id}/hologram").status_code == 404


def test_a_voice_can_be_heard_and_is_kept(browser: TestClient, house: Studio) -> None:
    address = "/auditions/voice.wav?voice=en-us&text=Hello&pace=1"
    answer = browser.get(address)
    assert answer.content.startswith(b"RIFF")
    assert len(list(house.store.cache("auditions").iterdir())) == 1
    assert browser.get(address).content == answer.content
    assert browser.get("/auditions/voice.wav?voice=en-us&pace=fast").status_code == 422
    assert browser.get("/auditions/voice.wav?provider=nosuch").status_code == 404


def test_the_web_fonts_are_served_where_the_theme_looks(browser: TestClient) -> None:
    config = (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    places = [line.split('"')[1] for line in config.splitlines() if line.startswith("url = ")]
    assert places
    for place in places:
        answer = browser.get(f"/{place}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "font/woff2")


def test_events_are_told_as_they_happen(browser: TestClient, house: Studio, film: Project) -> None:
    after = house.store.events.last_id()
    address = f"/live?project={film.id}&after={after}"
    with browser.websocket_connect(address, headers=OWN) as socket:
        assert socket.receive_json()["status"]["worker"] == "absent"
        house.store.events.append("text.added", project=film.id, payload={"text": "hidden"})
        house.store.events.append("scene.added", payload={})
        told = house.store.events.append("scene.added", project=film.id, payload={"secret": 1})
        [event] = socket.receive_json()["events"]
    assert event == {"id": told, "kind": "scene.added", "topic": ""}


def test_a_follower_who_comes_back_is_told_what_he_missed(
    browser: TestClient, house: Studio, film: Project
) -> None:
    address = f"/live?project={film.id}&after=0"
    with browser.websocket_connect(address, headers=OWN) as socket:
        kinds = [event["kind"] for event in socket.receive_json()["events"]]
    assert kinds == ["project.created", *["scene.added"] * 4]


def test_another_origin_cannot_follow(browser: TestClient, film: Project) -> None:
    headers = {**OWN, "Origin": "http://evil.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect(f"/live?project={film.id}", headers=headers),
    ):
        pass


def test_a_file_that_is_no_sound_has_no_peaks(tmp_path: Path) -> None:
    file = tmp_path / "no.wav"
    file.write_bytes(b"RIFF but not really")
    assert peaks_of(file) == []


def _rendered(house: Studio, film: Project) -> Render:
    target = house.store.media.render_target(film, RenderId("render1"), "mp4")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(CONTENT)
    render = Render(
        id=RenderId("render1"),
        project=film.id,
        plan=latest_plan(house, film.id).id,
        inputs=ContentHash("0" * 64),
        quality=Quality.STANDARD,
        film=house.store.media.relative(target),
        report=QualityReport(frames=90, length_s=3.0),
        made_at=now(),
    )
    house.store.renders.put(render)
    return render
