//! All automation of the repository.
