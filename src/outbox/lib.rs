//! Pure state machine that decides when records are stored, sent and deleted.
