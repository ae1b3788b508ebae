-- Times are Unix milliseconds, UTC. Booleans are 0 or 1. Every text was redacted before it came here.
-- Ids are UUIDs in lower case. The checks repeat what the server has checked already.

-- The ledger: every record that was ever accepted. It makes ingest idempotent.
create table chat_records (
    id text not null primary key check (length(id) = 36 and id = lower(id)),
    -- Checksum of the record as received, which tells a repeated record from another one with its id.
    digest integer not null,
    kind text not null check (kind in ('interaction', 'outcome', 'feedback', 'session', 'consent', 'drop')),
    session_id text not null check (length(session_id) = 36 and session_id = lower(session_id)),
    seq integer not null check (seq > 0),
    received_ms integer not null,
    body text not null
) strict;

create index chat_records_session on chat_records (session_id, seq);

create table chat_sessions (
    id text not null primary key,
    tenant text not null,
    -- Made by the host, or null.
    pseudonym text,
    locale text not null,
    started_ms integer not null,
    active_ms integer not null,
    turns integer not null check (turns >= 0),
    fallbacks integer not null check (fallbacks >= 0),
    escalations integer not null check (escalations >= 0),
    -- The highest, 0 before the first turn.
    repeat_level integer not null check (repeat_level between 0 and 3),
    -- The last event of its life.
    event text check (event in ('started', 'resumed', 'logged_out', 'expired'))
) strict, without rowid;

create index chat_sessions_active on chat_sessions (tenant, active_ms);

create table chat_interactions (
    id text not null primary key,
    tenant text not null,
    session_id text not null references chat_sessions (id),
    seq integer not null check (seq > 0),
    -- By the clock of the client, corrected by how far it was off when it sent.
    occurred_ms integer not null,
    -- By the clock of the server, which metrics go by.
    received_ms integer not null,
    pseudonym text,
    roles text not null,
    locale text not null,
    language text not null,
    channel text not null check (channel in ('text', 'voice', 'suggestion')),
    module text,
    device text,
    online integer not null check (online in (0, 1)),
    consent text,
    message text not null,
    -- Checksum of the normalised message, by which duplicates are clustered.
    message_key integer not null,
    reply text not null,
    intent text not null,
    confidence real not null check (confidence between 0 and 1),
    margin real not null check (margin between 0 and 1),
    route text,
    repeat_level integer not null check (repeat_level between 1 and 3),
    repeat_of integer check (repeat_of > 0),
    permission text,
    access text,
    handoff text,
    ticket text,
    sentiment text not null,
    latency_us integer check (latency_us >= 0),
    -- JSON, most urgent first: [{"reason","priority"}].
    flags text not null,
    -- 0 without a flag.
    priority integer not null check (priority between 0 and 10),
    engine_version text not null,
    model_version text not null,
    templates_version text not null,
    experiment text,
    arm text,
    -- The client had let personal data through, which the server took out.
    server_redacted integer not null check (server_redacted in (0, 1)),
    -- A text was too long.
    cut integer not null check (cut in (0, 1))
) strict;

create index chat_interactions_received on chat_interactions (received_ms);
create index chat_interactions_session on chat_interactions (session_id, seq);

-- The thumb in force, one per interaction; earlier ones are in the ledger.
-- It may arrive before its interaction, so nothing refers to that.
create table chat_feedback (
    interaction_id text not null primary key,
    record_id text not null,
    session_id text not null,
    seq integer not null check (seq > 0),
    received_ms integer not null,
    rating text not null check (rating in ('up', 'down', 'none')),
    reason text,
    comment text,
    reported integer not null check (reported in (0, 1))
) strict;

-- Interactions that somebody should look at.
create table annotation_queue (
    interaction_id text not null primary key references chat_interactions (id) on delete cascade,
    tenant text not null,
    -- Duplicates of a message share it.
    cluster integer not null,
    -- JSON, most urgent first: ["thumbs_down"].
    reasons text not null,
    priority integer not null check (priority between 1 and 10),
    status text not null check (status in ('open', 'done')),
    created_ms integer not null
) strict, without rowid;

create index annotation_queue_open on annotation_queue (tenant, cluster, priority desc) where status = 'open';

-- Conversations of callers without an engine of their own, as the engine keeps them: redacted.
create table kept_sessions (
    session_id text not null primary key,
    -- Raised with every turn; one that was answered from an older state is not stored.
    version integer not null,
    state text not null,
    updated_ms integer not null
) strict;

create table server_state (
    name text not null primary key,
    value text not null
) strict, without rowid;
