//! The thin server side: accepts, redacts again and flags records.
