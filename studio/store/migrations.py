"""How the tables came to be: numbered functions, oldest first, never edited once landed."""

from __future__ import annotations

from collections.abc import Callable

from studio.domain.errors import NewerStore
from studio.store.lean import migrations, sqlite_utils

_SET = "greenlight"

_M001 = """
CREATE TABLE projects (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    created_at TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE TABLE scenes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (project, hash)
) STRICT;
CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    author TEXT NOT NULL,
    note TEXT NOT NULL,
    batch TEXT NOT NULL,
    created_at TEXT NOT NULL,
    length INTEGER NOT NULL,
    scenes TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (project, number)
) STRICT;
CREATE TABLE approvals (
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    scene TEXT NOT NULL,
    content TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (project, scene, content)
) STRICT;
CREATE TABLE comments (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    scene TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX comments_of_scene ON comments (project, scene);
CREATE TABLE takes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    scene TEXT NOT NULL,
    kind TEXT NOT NULL,
    inputs TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    file TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX takes_by_inputs ON takes (project, kind, inputs);
CREATE INDEX takes_of_scene ON takes (project, scene);
CREATE UNIQUE INDEX one_active_take ON takes (project, kind, scene) WHERE is_active;
CREATE TABLE assets (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    UNIQUE (project, id)
) STRICT;
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT REFERENCES projects (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    key TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_of_project ON jobs (project, number);
CREATE INDEX jobs_by_state ON jobs (state, number);
CREATE UNIQUE INDEX one_open_job ON jobs (key)
    WHERE key != '' AND state IN ('queued', 'running', 'waiting');
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    project TEXT,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL,
    trace TEXT,
    at TEXT NOT NULL,
    dedupe_key TEXT UNIQUE
) STRICT;
CREATE INDEX events_of_project ON events (project, id);
CREATE INDEX events_of_topic ON events (topic, id);
CREATE TABLE threads (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX threads_of_project ON threads (project, number);
CREATE TABLE messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    thread TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX messages_of_thread ON messages (thread, number);
CREATE TABLE tool_calls (
    key TEXT PRIMARY KEY,
    thread TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX tool_calls_of_thread ON tool_calls (thread);
CREATE TABLE renders (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    inputs TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX renders_by_inputs ON renders (project, inputs);
CREATE TABLE preferences (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE scene_folders (
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    scene TEXT NOT NULL,
    folder TEXT NOT NULL,
    script TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (project, scene)
) STRICT;
CREATE TABLE targets (
    file TEXT PRIMARY KEY,
    maker TEXT NOT NULL
) STRICT;
"""


def m001_initial(db: sqlite_utils.Database) -> None:
    """Every noun: its document as JSON text, beside it the columns that are asked for."""
    db.executescript(_M001)


_M002_TURNS = """
CREATE TABLE spans (
    id TEXT PRIMARY KEY,
    trace TEXT NOT NULL,
    project TEXT REFERENCES projects (id) ON DELETE CASCADE,
    began_at TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX spans_of_trace ON spans (trace, began_at);
CREATE TABLE run_states (
    message TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    state TEXT NOT NULL
) STRICT;
CREATE TABLE session_items (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    thread TEXT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX session_items_of_thread ON session_items (thread, number);
CREATE INDEX session_items_of_message ON session_items (message);
ALTER TABLE tool_calls ADD COLUMN state TEXT NOT NULL DEFAULT '';
CREATE INDEX tool_calls_of_message ON tool_calls (message);
CREATE INDEX open_messages ON messages (number) WHERE json_extract(document, '$.state') = 'open';
"""


def m002_turns(db: sqlite_utils.Database) -> None:
    """What a director's turn leaves behind: spans, paused runs, what models are told again."""
    db.executescript(_M002_TURNS)


_M008 = """
CREATE TABLE characters (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (project, id)
) STRICT;
CREATE TABLE memories (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL
) STRICT;
"""


def m008_characters(db: sqlite_utils.Database) -> None:
    """The recurring figures of a project, and what is remembered of the person."""
    db.executescript(_M008)


_M003_MODELS = """
CREATE TABLE spends (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    thread TEXT NOT NULL,
    message TEXT NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    cost REAL NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX spends_of_project ON spends (project, tokens_in, tokens_out, cost);
CREATE INDEX spends_of_thread ON spends (thread, tokens_in, tokens_out, cost);
CREATE INDEX spends_of_message ON spends (message, tokens_in, tokens_out, cost);
"""


def m003_models(db: sqlite_utils.Database) -> None:
    """What each call of a model cost; sums are read from the indexes alone."""
    db.executescript(_M003_MODELS)


_M004_SITES = """
CREATE TABLE kits (
    title TEXT PRIMARY KEY,
    document TEXT NOT NULL
) STRICT;
CREATE TABLE findings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX findings_of_project ON findings (project, number);
"""


def m004_sites(db: sqlite_utils.Database) -> None:
    """Brand kits of the house, and what websites said to projects."""
    db.executescript(_M004_SITES)


_M006_COMPONENTS = """
CREATE TABLE components (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL
) STRICT;
CREATE TABLE builds (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    scene TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX builds_of_project ON builds (project, number);
"""


def m006_components(db: sqlite_utils.Database) -> None:
    """Designs that were made, and every attempt at them."""
    db.executescript(_M006_COMPONENTS)


_M005_PRODUCTION = """
CREATE TABLE paid_requests (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    scene TEXT NOT NULL,
    inputs TEXT NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX paid_requests_of_scene ON paid_requests (project, scene, number);
CREATE UNIQUE INDEX one_open_request ON paid_requests (project, scene, inputs)
    WHERE state IN ('sending', 'accepted', 'uncertain');
"""


def m005_production(db: sqlite_utils.Database) -> None:
    """What was asked of outside providers, written down before it is sent."""
    db.executescript(_M005_PRODUCTION)


MIGRATIONS: tuple[Callable[[sqlite_utils.Database], None], ...] = (
    m001_initial,
    m002_turns,
    m008_characters,
    m003_models,
    m004_sites,
    m006_components,
    m005_production,
)


def migrate(db: sqlite_utils.Database, folder: str) -> None:
    """Bring the tables of `db` up to date, each migration in a transaction of its own.

    Raises NewerStore, before anything is changed, when a migration is not known here.
    """
    steps = migrations.Migrations(_SET)
    for migration in MIGRATIONS:
        steps()(migration)
    known = {migration.__name__ for migration in MIGRATIONS}
    unknown = [done.name for done in steps.applied(db) if done.name not in known]
    if unknown:
        raise NewerStore(folder, unknown)
    steps.apply(db)
