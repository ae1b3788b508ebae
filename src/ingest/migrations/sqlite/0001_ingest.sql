-- Times are Unix milliseconds, UTC. Booleans are 0 or 1. Every text was redacted before it came here.

-- The ledger: every record that was ever accepted. It makes ingest idempotent.
create table chat_records (
    id text not null primary key,
    -- Checksum of the record as received, which tells a repeated record from another one with its id.
    digest integer not null,
    kind text not null,
    session_id text not null,
    seq integer not null,
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
    turns integer not null,
    fallbacks integer not null,
    escalations integer not null,
    repeat_level integer not null,
    -- The last event of its life.
    event text check (event in ('started', 'resumed', 'logged_out', 'expired'))
) strict, without rowid;

create index chat_sessions_active on chat_sessions (tenant, active_ms);

create table chat_interactions (
    id text not null primary key,
    tenant text not null,
    session_id text not null references chat_sessions (id),
    seq integer not null,
    -- By the clock of the client, corrected by how far it was off when it sent.
    occurred_ms integer not null,
    -- By the clock of the server, which metrics go by.
    received_ms integer not null,
    pseudonym text,
    roles text not null,
    locale text not null,
    language text not null,
    channel text not null,
    module text,
    device text,
    online integer not null,
    consent text,
    message text not null,
    -- Checksum of the normalised message, by which duplicates are clustered.
    message_key integer not null,
    reply text not null,
    intent text not null,
    confidence real not null,
    margin real not null,
    route text,
    repeat_level integer not null,
    repeat_of integer,
    permission text,
    access text,
    handoff text,
    ticket text,
    sentiment text not null,
    latency_us integer,
    -- JSON, most urgent first: [{"reason","priority"}].
    flags text not null,
    priority integer not null,
    engine_version text not null,
    model_version text not null,
    templates_version text not null,
    experiment text,
    arm text,
    -- The client had let personal data through, which the server took out.
    server_redacted integer not null,
    -- A text was too long.
    cut integer not null
) strict;

create index chat_interactions_received on chat_interactions (received_ms);
create index chat_interactions_session on chat_interactions (session_id, seq);

-- The thumb in force, one per interaction; earlier ones are in the ledger.
-- It may arrive before its interaction, so nothing refers to that.
create table chat_feedback (
    interaction_id text not null primary key,
    record_id text not null,
    session_id text not null,
    seq integer not null,
    received_ms integer not null,
    rating text not null check (rating in ('up', 'down', 'none')),
    reason text,
    comment text,
    reported integer not null
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
